import type {
  CargoCode,
  DangerousCargo,
  DangerousCargoEntry,
  PersonsOnBoard,
} from '../../model/applications.ts';
import { plainly, recordsIn, textIn, within } from './fields.ts';
import type { View } from './row.ts';

/** One number for all; 0 = not available, 8191 = that many or more. */
export function personsOnBoard(view: View): PersonsOnBoard {
  const persons = within(view, 'persons', 1, 8191);
  return {
    kind: 'persons-on-board',
    persons,
    atLeast: persons === 8191,
    crew: null,
    passengers: null,
    personnel: null,
  };
}

/** DAC 200 FI 55: three numbers, each of which may be unknown. */
export function personsByGroup(view: View): PersonsOnBoard {
  const crew = within(view, 'crew', 0, 254);
  const passengers = within(view, 'passengers', 0, 8190);
  const personnel = within(view, 'personnel', 0, 254);
  const sent = [crew, passengers, personnel].filter((n) => n !== null);
  return {
    kind: 'persons-on-board',
    persons: sent.length === 0 ? null : sent.reduce((sum, n) => sum + n, 0),
    atLeast: sent.length === 1 || sent.length === 2,
    crew,
    passengers,
    personnel,
  };
}

const CODES: readonly CargoCode[] = ['unknown', 'imdg', 'igc', 'imsbc', 'marpol-1', 'marpol-2', 'regional'];
const BULK_GROUPS = [null, 'A', 'B', 'C', 'MHB'] as const;
const CATEGORIES = [null, 'X', 'Y', 'Z', 'OS'] as const;

/** Two digits, class and division; a division of 0 is none. */
function imdgClassOf(code: number | null): string | null {
  if (code === null) return null;
  const division = code % 10;
  const digit = Math.floor(code / 10);
  return division === 0 ? `${digit}` : `${digit}.${division}`;
}

const entryOf = (cargo: View): DangerousCargoEntry => ({
  code: CODES[plainly(cargo, 'code')] ?? 'unknown',
  imdgClass: imdgClassOf(within(cargo, 'imdg_class', 10, 99)),
  unNumber: within(cargo, 'un_number', 1, 8191),
  bulkGroup: BULK_GROUPS[plainly(cargo, 'bc_class')] ?? null,
  oilType: within(cargo, 'oil_type', 1, 8),
  category: CATEGORIES[plainly(cargo, 'ibc_category')] ?? null,
  name: null,
});

/** Tonnes of one unit of quantity: 1 kg, 2 t, 3 thousand tonnes. */
const TONNES = [null, 0.001, 1, 1000] as const;

function tonnesOf(view: View): number | null {
  const amount = within(view, 'amount', 1, 1023);
  const unit = TONNES[plainly(view, 'unit')] ?? null;
  return amount === null || unit === null ? null : amount * unit;
}

/** DAC 1 FI 25. Entries whose code is not available say nothing and are left out. */
export const dangerousCargo = (view: View): DangerousCargo => ({
  kind: 'dangerous-cargo',
  tonnes: tonnesOf(view),
  entries: recordsIn(view, 'cargos')
    .filter((cargo) => cargo['code'] !== 0)
    .map(entryOf),
});

/** DAC 1 FI 12: the main dangerous good alone. */
export function mainDangerousGood(view: View): DangerousCargo {
  const name = textIn(view, 'dangerous');
  const imdgClass = textIn(view, 'imdcat');
  const unNumber = within(view, 'unid', 1, 8191);
  const nothing = name === null && imdgClass === null && unNumber === null;
  const entry: DangerousCargoEntry = {
    code: imdgClass === null ? 'unknown' : 'imdg',
    imdgClass,
    unNumber,
    bulkGroup: null,
    oilType: null,
    category: null,
    name,
  };
  return { kind: 'dangerous-cargo', tonnes: tonnesOf(view), entries: nothing ? [] : [entry] };
}
