/** What is said of a vessel's cargo besides ship type and Inland FI 10, and what the port does with it. */

export type PollutionCategory = 'X' | 'Y' | 'Z' | 'OS';

/** One kind of dangerous goods, as ERINOT and IFTDGN list them; null is "not said". */
export interface GoodsItem {
  readonly unNumber: number | null;
  readonly imdgClass: string | null;
  readonly packingGroup: 'I' | 'II' | 'III' | null;
  /** Proper shipping name. */
  readonly name: string | null;
  readonly category: PollutionCategory | null;
  readonly flashPointC: number | null;
  readonly tonnes: number | null;
  readonly packages: number | null;
  /** Container or other unit that holds it. */
  readonly container: string | null;
  readonly stowage: string | null;
  /** ENI of the hull of a convoy that holds it. */
  readonly hull: string | null;
  /** UN/LOCODE. */
  readonly loadedAt: string | null;
  readonly dischargedAt: string | null;
}

/** What a declarant says. "None" is said by `cones: 0` and no goods at all; an absent number is no statement. */
export interface DeclaredCargo {
  readonly unNumbers: readonly number[];
  readonly imdgClasses: readonly string[];
  readonly cones: 0 | 1 | 2 | 3 | null;
  readonly bFlag: boolean;
  /** No dangerous goods, and tanks free of their vapours (ADN 7.2.3.7). */
  readonly gasFree: boolean;
  readonly tonnes: number | null;
  readonly personsOnBoard: number | null;
  readonly goods: readonly GoodsItem[];
  /** Valid while `validFromMs` ≤ time < `validToMs`. */
  readonly validFromMs: number;
  readonly validToMs: number;
  readonly declarant: string | null;
  readonly reference: string | null;
  readonly note: string | null;
}

/** A declaration to the port. Never changed and never erased: withdrawn. */
export interface Declaration extends DeclaredCargo {
  readonly id: string;
  readonly mmsi: number;
  readonly declaredAtMs: number;
  readonly declaredBy: string;
  readonly withdrawnAtMs: number | null;
  readonly withdrawnBy: string | null;
  /** Numbers that the journal gave to its declaring and its withdrawal; absent for what earlier programs wrote. */
  readonly numbers?: readonly number[];
}

export interface DeclarationEntry {
  readonly mmsi: number;
  readonly cargo: DeclaredCargo;
}

/** `unchanged`: the same stands already. `refused`: `field` and `detail` say why. */
export type DeclareResult =
  | { readonly outcome: 'declared' | 'unchanged'; readonly declaration: Declaration }
  | { readonly outcome: 'refused'; readonly field: string; readonly detail: string };

export interface PersonCount {
  readonly total: number;
  /** Vessels that `total` is the sum of. */
  readonly known: number;
  /** Vessels whose number of persons nobody said. */
  readonly unknown: number;
}

export interface CargoInZone {
  readonly zoneId: string;
  readonly confirmed: number;
  readonly suspected: number;
  readonly personsOnBoard: PersonCount;
}

/** Vessels (class A, B, inland) with a position in the port; everything below the states counts hazardous ones. */
export interface CargoSummary {
  readonly atMs: number;
  readonly byState: Readonly<
    Record<'confirmed' | 'suspected' | 'unknown' | 'none-declared' | 'not-applicable', number>
  >;
  /** Confirmed and suspected. */
  readonly hazardous: number;
  /** Of these, those whose signal is lost: last known to be here. */
  readonly lost: number;
  readonly conflicts: number;
  readonly byClass: Readonly<Record<string, number>>;
  readonly byCategory: Readonly<Record<PollutionCategory, number>>;
  readonly byCones: Readonly<Record<'0' | '1' | '2' | '3' | 'unknown', number>>;
  readonly bFlag: number;
  /** Zones with at least one; a vessel in two zones counts in both. */
  readonly byZone: readonly CargoInZone[];
  readonly personsOnBoard: PersonCount;
}

/** The cargo register as the port office sees it. */
export interface CargoDesk {
  /** One result an entry, once all that is new is on disk. Rejects when it cannot be written: repeating is safe. */
  declare(entries: readonly DeclarationEntry[], by: string): Promise<readonly DeclareResult[]>;
  /** Null: there is no such declaration. Repeated, it changes nothing. */
  withdraw(mmsi: number, id: string, by: string): Promise<Declaration | null>;
  /** All that are kept, newest first, withdrawn and expired ones too. */
  list(mmsi: number): readonly Declaration[];
}

/** What a dangerous-cargo message (DAC 1 FI 25, before it FI 12) said. */
export interface DangerousCargoSaid {
  readonly unNumbers: readonly number[];
  readonly imdgClasses: readonly string[];
  readonly category: PollutionCategory | null;
  /** What has neither number nor class, in words, e.g. `MARPOL Annex I: gasoline`. */
  readonly substances: readonly string[];
  readonly tonnes: number | null;
  readonly atMs: number;
}

/** Persons on board as AIS says (DAC 200 FI 55, DAC 1 FI 16). */
export interface PersonsSaid {
  readonly count: number;
  readonly atMs: number;
}
