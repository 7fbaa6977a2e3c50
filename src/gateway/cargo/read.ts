import type { DeclaredCargo, GoodsItem } from '../../model/cargo.ts';
import type { DeclarationBody } from '../../protocol/cargo.ts';

const noGoods: GoodsItem = {
  unNumber: null,
  imdgClass: null,
  packingGroup: null,
  name: null,
  category: null,
  flashPointC: null,
  tonnes: null,
  packages: null,
  container: null,
  stowage: null,
  hull: null,
  loadedAt: null,
  dischargedAt: null,
};

/** A checked body as the model has it: what was left out is null, times are milliseconds. */
export function readDeclaration(body: Omit<DeclarationBody, 'mmsi'>, nowMs: number): DeclaredCargo {
  return {
    unNumbers: body.unNumbers ?? [],
    imdgClasses: body.imdgClasses ?? [],
    cones: (body.cones ?? null) as DeclaredCargo['cones'],
    bFlag: body.bFlag ?? false,
    gasFree: body.gasFree ?? false,
    tonnes: body.tonnes ?? null,
    personsOnBoard: body.personsOnBoard ?? null,
    goods: (body.goods ?? []).map((item) => ({ ...noGoods, ...(item as Partial<GoodsItem>) })),
    validFromMs: body.validFrom === undefined ? nowMs : Date.parse(body.validFrom),
    validToMs: Date.parse(body.validTo),
    declarant: body.declarant ?? null,
    reference: body.reference ?? null,
    note: body.note ?? null,
  };
}
