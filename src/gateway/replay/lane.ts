/** Things in the order of their times, taken out as time passes. */
export class Lane<T> {
  readonly #timeOf: (item: T) => number;
  #items: readonly T[] = [];
  #next = 0;

  constructor(timeOf: (item: T) => number) {
    this.#timeOf = timeOf;
  }

  get waiting(): number {
    return this.#items.length - this.#next;
  }

  /** None is earlier than one that is there. */
  append(items: readonly T[]): void {
    this.#items = this.waiting === 0 ? items : [...this.#items.slice(this.#next), ...items];
    this.#next = 0;
  }

  /** Those until `atMs`, each once. */
  *until(atMs: number): Generator<T, void, void> {
    for (;;) {
      const item = this.#items[this.#next];
      if (item === undefined || this.#timeOf(item) > atMs) return;
      this.#next += 1;
      yield item;
    }
  }
}
