import { createHash } from 'node:crypto';
import type { Organisation } from '../model/access.ts';
import type { AlertEvent } from '../model/alert.ts';
import { mayKnow } from '../model/audience.ts';

/**
 * Events up to this one that an organisation was not shown, and the `seq` from which on that is counted exactly: before it events are missing of
 * which nobody knows. 0: from the first event on.
 */
export type Mark = readonly [hidden: number, since: number];

/** Stands in the log with an event before which others were left out: what was hidden up to it, by the name of the scope. */
export type Marks = Readonly<Record<string, Mark>>;

/** Every organisation as it is shown alerts, and once more as far as they are about its own. */
const scopesOf = (organisations: readonly Organisation[]): readonly Organisation[] =>
  organisations.flatMap((organisation) =>
    organisation.confined ? [organisation] : [organisation, { ...organisation, confined: true }],
  );

/**
 * Tells numbers of one scope from those of another: who goes to another organisation does not resume in its stream. What is shown of a confined one
 * depends on its areas and vessels, so with others it is counted anew.
 */
function nameOf({ id, confined, areas, vessels }: Organisation): string {
  const scope = confined ? [id, [...areas].sort(), [...vessels].sort()] : [id];
  return createHash('sha256').update(JSON.stringify(scope)).digest('base64url').slice(0, 12);
}

/** Counts, event by event in the order of the log, what each organisation is not shown. */
export class HiddenCount {
  /** Confined are those that are about its own alone. */
  readonly scopes: readonly Organisation[];
  readonly #names: readonly string[];
  readonly #since: number[];
  #hidden: readonly number[];
  #seq = 0;

  constructor(organisations: readonly Organisation[]) {
    this.scopes = scopesOf(organisations);
    this.#names = this.scopes.map(nameOf);
    this.#since = this.scopes.map(() => 0);
    this.#hidden = this.#since.slice();
  }

  /** Counts by scope, in their order. Never changed afterwards: the same list until another event is hidden. */
  get hidden(): readonly number[] {
    return this.#hidden;
  }

  /** Epoch of a scope's stream in a log of that epoch: another one where its numbers mean something else. */
  epochOf(i: number, epoch: string): string {
    const since = this.#since[i] ?? 0;
    return `${epoch}.${this.#names[i] ?? ''}${since === 0 ? '' : `.${since}`}`;
  }

  /** @param marks those of this event in the log */
  take({ seq, alert }: AlertEvent, marks?: Marks): void {
    const isGap = seq !== this.#seq + 1;
    this.#seq = seq;
    const before = this.#hidden;
    for (const [i, scope] of this.scopes.entries()) {
      const mark = isGap && marks !== undefined ? this.#markOf(i, marks) : undefined;
      if (mark !== undefined) {
        this.#since[i] = mark[1];
        this.#put(i, mark[0], before);
        continue;
      }
      if (isGap && this.#mayMiss(i, marks)) this.#since[i] = seq;
      if (!mayKnow(scope, alert)) this.#put(i, (before[i] ?? 0) + 1, before);
    }
  }

  /** The marks for the event that was taken last. */
  marks(): Marks {
    return Object.fromEntries(
      this.#names.map((name, i) => [name, [this.#hidden[i] ?? 0, this.#since[i] ?? 0] as const]),
    );
  }

  #markOf(i: number, marks: Marks): Mark | undefined {
    const name = this.#names[i] ?? '';
    return Object.hasOwn(marks, name) ? marks[name] : undefined;
  }

  /** Whether something that is missing may have been hidden. A log without marks is from when nothing was, or lost a line. */
  #mayMiss(i: number, marks: Marks | undefined): boolean {
    return marks !== undefined || this.scopes[i]?.confined === true || (this.#hidden[i] ?? 0) > 0;
  }

  #put(i: number, count: number, before: readonly number[]): void {
    if (this.#hidden[i] === count) return;
    if (this.#hidden === before) this.#hidden = before.slice();
    (this.#hidden as number[])[i] = count;
  }
}
