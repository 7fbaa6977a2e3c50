import { instant } from '../../lib/instant.ts';
import type { CargoSummary, Declaration } from '../../model/cargo.ts';
import { mmsiText } from '../../model/vessel.ts';
import type { Port } from '../../model/zone.ts';
import type { CargoSummaryView, DeclarationView } from '../../protocol/cargo.ts';

function stateOf(d: Declaration, nowMs: number): DeclarationView['state'] {
  if (d.withdrawnAtMs !== null) return 'withdrawn';
  if (nowMs >= d.validToMs) return 'expired';
  return nowMs < d.validFromMs ? 'upcoming' : 'valid';
}

export const presentDeclaration = (d: Declaration, nowMs: number): DeclarationView => ({
  id: d.id,
  mmsi: mmsiText(d.mmsi),
  state: stateOf(d, nowMs),
  unNumbers: [...d.unNumbers],
  imdgClasses: [...d.imdgClasses],
  cones: d.cones,
  bFlag: d.bFlag,
  gasFree: d.gasFree,
  tonnes: d.tonnes,
  personsOnBoard: d.personsOnBoard,
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

/** The summary with names and kinds of the zones. */
export function presentSummary(summary: CargoSummary, zones: Port['zones']): CargoSummaryView {
  const { atMs, byZone, ...counts } = summary;
  const byId = new Map(zones.map((zone) => [zone.id, zone]));
  return {
    at: instant(atMs),
    ...counts,
    byZone: byZone.map((count) => {
      const zone = byId.get(count.zoneId);
      return { ...count, name: zone?.name ?? count.zoneId, kind: zone?.kind ?? 'area' };
    }),
  };
}
