import { instant } from '../../lib/instant.ts';
import type { CargoSummary, Declaration } from '../../model/cargo.ts';
import { mmsiText } from '../../model/vessel.ts';
import type { Zone } from '../../model/zone.ts';
import type { CargoSummaryView, DeclarationView } from '../../protocol/cargo.ts';

function stateOf(d: Declaration, nowMs: number): DeclarationView['state'] {
  if (d.withdrawnAtMs !== null) return 'withdrawn';
  if (nowMs >= d.validToMs) return 'expired';
  return nowMs < d.validFromMs ? 'upcoming' : 'valid';
}

export const presentDeclaration = (d: Declaration, nowMs: number, withPersons: boolean): DeclarationView => ({
  id: d.id,
  mmsi: mmsiText(d.mmsi),
  state: stateOf(d, nowMs),
  unNumbers: [...d.unNumbers],
  imdgClasses: [...d.imdgClasses],
  cones: d.cones,
  bFlag: d.bFlag,
  gasFree: d.gasFree,
  tonnes: d.tonnes,
  ...(withPersons && { personsOnBoard: d.personsOnBoard }),
  goods: d.goods.map((item) => ({ ...item })),
  validFrom: instant(d.validFromMs),
  validTo: instant(d.validToMs),
  declarant: d.declarant,
  reference: d.reference,
  note: d.note,
  declaredAt: instant(d.declaredAtMs),
  declaredBy: d.declaredBy,
  withdrawnAt: d.withdrawnAtMs === null ? null : instant(d.withdrawnAtMs),
  withdrawnBy: d.withdrawnBy,
});

/** The summary with names and kinds of the zones that are shown; of others it says nothing. Persons for those who see them. */
export function presentSummary(
  { atMs, byZone, personsOnBoard, ...counts }: CargoSummary,
  shown: readonly Zone[],
  withPersons: boolean,
): CargoSummaryView {
  const byId = new Map(shown.map((zone) => [zone.id, zone]));
  return {
    at: instant(atMs),
    ...counts,
    byZone: byZone.flatMap(({ personsOnBoard: persons, ...count }) => {
      const zone = byId.get(count.zoneId);
      if (zone === undefined) return [];
      return [
        { ...count, name: zone.name, kind: zone.kind, ...(withPersons && { personsOnBoard: persons }) },
      ];
    }),
    ...(withPersons && { personsOnBoard }),
  };
}
