import { createHash } from 'node:crypto';
import type { Organisation } from '../model/access.ts';
import type { AlertEvent } from '../model/alert.ts';
import { mayKnow } from '../model/audience.ts';

/**
 * Events up to this one that an organisation was not shown, and the `seq` from which on that is counted exactly: before it events are missing of
 * which nobody knows. 0: from the first event on.
 */
export type Mark = readonly [hidden: number, since: number];

/** Stands in the log with an event before which others were left out: what these were, by `markOf`. */
export type Marks = Readonly<Record<string, Mark>>;

/** What a confined organisation is shown depends on its areas and vessels, so others are counted anew. */
const scopeOf = ({ confined, areas, vessels }: Organisation): string =>
  confined
    ? `.${createHash('sha256')
        .update(JSON.stringify([[...areas].sort(), [...vessels].sort()]))
        .digest('base64url')
        .slice(0, 12)}`
    : '';

/** Counts, event by event in the order of the log, what each organisation is not shown. */
export class HiddenCount {
  readonly organisations: readonly Organisation[];
  readonly #scopes: readonly string[];
  readonly #since: number[];
  #hidden: readonly number[];
  #seq = 0;

  constructor(organisations: readonly Organisation[]) {
    this.organisations = organisations;
    this.#scopes = organisations.map(scopeOf);
    this.#since = organisations.map(() => 0);
    this.#hidden = this.#since.slice();
  }

  /** Counts by organisation, in their order. Never changed afterwards: the same list until another event is hidden. */
  get hidden(): readonly number[] {
    return this.#hidden;
  }

  /** Epoch of an organisation's stream in a log of that epoch: another one where its numbers mean something else. */
  epochOf(i: number, epoch: string): string {
    const since = this.#since[i] ?? 0;
    return `${epoch}${this.#scopes[i] ?? ''}${since === 0 ? '' : `.${since}`}`;
  }

  /** @param marks those of this event in the log */
  take({ seq, alert }: AlertEvent, marks?: Marks): void {
    const isGap = seq !== this.#seq + 1;
    this.#seq = seq;
    const before = this.#hidden;
    for (const [i, organisation] of this.organisations.entries()) {
      const mark = isGap && marks !== undefined ? this.#markOf(i, marks) : undefined;
      if (mark !== undefined) {
        this.#since[i] = mark[1];
        this.#put(i, mark[0], before);
        continue;
      }
      if (isGap && this.#mayMiss(i, marks)) this.#since[i] = seq;
      if (!mayKnow(organisation, alert)) this.#put(i, (before[i] ?? 0) + 1, before);
    }
  }

  /** The marks for the event that was taken last. */
  marks(): Marks {
    return Object.fromEntries(
      this.organisations.map((_, i) => [this.#keyOf(i), [this.#hidden[i] ?? 0, this.#since[i] ?? 0] as const]),
    );
  }

  #keyOf(i: number): string {
    return `${this.organisations[i]?.id}${this.#scopes[i]}`;
  }

  #markOf(i: number, marks: Marks): Mark | undefined {
    const key = this.#keyOf(i);
    return Object.hasOwn(marks, key) ? marks[key] : undefined;
  }

  /** Whether something that is missing may have been hidden. A log without marks is from when nothing was, or lost a line. */
  #mayMiss(i: number, marks: Marks | undefined): boolean {
    return marks !== undefined || this.organisations[i]?.confined === true || (this.#hidden[i] ?? 0) > 0;
  }

  #put(i: number, count: number, before: readonly number[]): void {
    if (this.#hidden[i] === count) return;
    if (this.#hidden === before) this.#hidden = before.slice();
    (this.#hidden as number[])[i] = count;
  }
}
