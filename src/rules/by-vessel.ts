import type { Numbered } from '../model/vessel.ts';

/**
 * What is remembered of vessels, by MMSI. Of one in the picture it is found by her row there: several watches ask for theirs with
 * every report, and each look-up by MMSI goes three times to memory. Grows as a Map, and by a number for each row of the picture.
 */
export class ByVessel<T> extends Map<number, T> {
  /** MMSI whose record stands in the row; -1 for none. */
  readonly #mmsis: number[] = [];
  readonly #records: (T | undefined)[] = [];
  /** Row in which a vessel's record stands. */
  readonly #rows = new Map<number, number>();

  /** As `get`. A row may have become another's: the MMSI decides. */
  of({ mmsi, row }: Numbered): T | undefined {
    if (row === undefined) return this.get(mmsi);
    return this.#mmsis[row] === mmsi ? this.#records[row] : this.#seat(mmsi, row);
  }

  override set(mmsi: number, record: T): this {
    this.#unseat(mmsi);
    return super.set(mmsi, record);
  }

  override delete(mmsi: number): boolean {
    this.#unseat(mmsi);
    return super.delete(mmsi);
  }

  override clear(): void {
    for (const mmsi of [...this.#rows.keys()]) this.#unseat(mmsi);
    super.clear();
  }

  #seat(mmsi: number, row: number): T | undefined {
    const record = this.get(mmsi);
    if (record === undefined) return undefined;
    this.#unseat(mmsi);
    // no holes: V8 would keep the lists by hash
    while (this.#mmsis.length <= row) {
      this.#mmsis.push(-1);
      this.#records.push(undefined);
    }
    this.#rows.delete(this.#mmsis[row] ?? -1);
    this.#mmsis[row] = mmsi;
    this.#records[row] = record;
    this.#rows.set(mmsi, row);
    return record;
  }

  #unseat(mmsi: number): void {
    const row = this.#rows.get(mmsi);
    if (row === undefined) return;
    this.#rows.delete(mmsi);
    this.#mmsis[row] = -1;
    this.#records[row] = undefined;
  }
}
