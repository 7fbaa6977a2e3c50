import { randomBytes } from 'node:crypto';
import { type JournalFile, openJournal } from '../lib/journal.ts';
import { createTurns } from '../lib/turns.ts';
import type {
  CargoDesk,
  Declaration,
  DeclarationEntry,
  DeclaredCargo,
  DeclareResult,
} from '../model/cargo.ts';
import type { Clock, Log } from '../model/ports.ts';
import type { Hazard, Vessel } from '../model/vessel.ts';
import { bytesOf, createBook, isOver } from './book.ts';
import { completed, faultOf } from './check.ts';
import { createDue } from './due.ts';
import { judge } from './judge.ts';

export interface CargoRegister extends CargoDesk {
  /** Hazard of a vessel by what it said itself and by the declarations that are valid now. */
  judge(vessel: Vessel, nowMs: number): Hazard;
  /** Vessels of which a declaration began or ended to be valid since the call before; once a second. */
  due(nowMs: number): readonly number[];
  /** Called with declarations once they, or their withdrawals, are on disk. */
  subscribe(listener: (declarations: readonly Declaration[]) => void): void;
  /** The newest `count` of all that are kept, oldest first. */
  latest(count: number): readonly Declaration[];
  /** The last that the journal gave to a declaration or a withdrawal. */
  readonly lastNumber: number;
  /** Null while the disk takes declarations, else why not. */
  readonly degraded: string | null;
  close(): Promise<void>;
}

export interface RegisterOptions {
  readonly path: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly maxBytes?: number;
  readonly maxPerVessel?: number;
  readonly openFile?: (path: string) => Promise<JournalFile>;
}

/** What one request adds, as far as it has been read. */
interface Draft {
  readonly added: Declaration[];
  readonly byVessel: Map<number, Declaration[]>;
  bytes: number;
}

/** Requests that may wait for a disk that has come to a stand. */
const maxWaiting = 100;

/**
 * Opens the register of declarations. The file holds every state of every declaration that is kept; the last one counts.
 * @throws Error when it can neither be read nor written, or is of a newer version
 */
export async function openRegister(options: RegisterOptions): Promise<CargoRegister> {
  const { path, clock, log, openFile, maxBytes = 32 * 1024 * 1024, maxPerVessel = 200 } = options;
  const limits = { maxBytes, maxPerVessel };
  let lastNumber = 0;
  const noteNumber = ({ numbers = [] }: Declaration): void => {
    lastNumber = Math.max(lastNumber, ...numbers);
  };
  const condense = (states: readonly Declaration[]): readonly Declaration[] => {
    const kept = createBook(limits);
    for (const state of states) {
      noteNumber(state);
      kept.put(state, clock());
    }
    return [...kept.all()];
  };
  const journal = await openJournal<Declaration>({
    path,
    kind: 'declarations',
    log,
    condense,
    ...(openFile ? { openFile } : {}),
  });
  const book = createBook(limits);
  const due = createDue(clock());
  for (const declaration of journal.recovered) book.put(declaration, clock());
  const listeners: ((declarations: readonly Declaration[]) => void)[] = [];
  let degraded: string | null = null;
  /** One request at a time: what it finds in the book is what it changes. */
  const turns = createTurns(maxWaiting, 'declarations');

  async function record(declarations: readonly Declaration[]): Promise<void> {
    if (declarations.length === 0) return;
    try {
      await journal.append(declarations);
      degraded = null;
    } catch (error) {
      degraded = `declarations cannot be written: ${error instanceof Error ? error.message : String(error)}`;
      log.error({ err: error }, 'the cargo register cannot be written; the declarants were told');
      throw error;
    }
    for (const declaration of declarations) {
      noteNumber(declaration);
      book.put(declaration, clock());
      due.add(declaration);
    }
    for (const listener of listeners) listener(declarations);
  }

  function consider(entry: DeclarationEntry, by: string, draft: Draft): DeclareResult {
    const nowMs = clock();
    const fault = faultOf(entry.cargo, nowMs);
    if (fault !== null) return { outcome: 'refused', ...fault };
    const cargo = completed(entry.cargo);
    const drafted = draft.byVessel.get(entry.mmsi) ?? [];
    const same = [...drafted, ...book.of(entry.mmsi)].find((d) => !isOver(d, nowMs) && saysTheSame(d, cargo));
    if (same !== undefined) return { outcome: 'unchanged', declaration: same };
    const declaration: Declaration = {
      ...cargo,
      id: randomBytes(9).toString('base64url'),
      mmsi: entry.mmsi,
      declaredAtMs: nowMs,
      declaredBy: by,
      withdrawnAtMs: null,
      withdrawnBy: null,
      numbers: [lastNumber + draft.added.length + 1],
    };
    const bytes = draft.bytes + bytesOf(declaration);
    const full = book.full(entry.mmsi, { bytes, declarations: drafted.length + 1 }, nowMs);
    if (full !== null) return { outcome: 'refused', field: 'mmsi', detail: full };
    draft.bytes = bytes;
    draft.added.push(declaration);
    draft.byVessel.set(entry.mmsi, [...drafted, declaration]);
    return { outcome: 'declared', declaration };
  }

  return {
    declare: (entries, by) =>
      turns.take(async () => {
        const draft: Draft = { added: [], byVessel: new Map(), bytes: 0 };
        const results = entries.map((entry) => consider(entry, by, draft));
        await record(draft.added);
        return results;
      }),
    withdraw: (mmsi, id, by) =>
      turns.take(async () => {
        const declaration = book.get(id);
        if (declaration === undefined || declaration.mmsi !== mmsi) return null;
        if (declaration.withdrawnAtMs !== null) return declaration;
        const numbers = [...(declaration.numbers ?? []), lastNumber + 1];
        const withdrawn = { ...declaration, withdrawnAtMs: clock(), withdrawnBy: by, numbers };
        await record([withdrawn]);
        return withdrawn;
      }),
    list: (mmsi) => book.of(mmsi),
    judge: (vessel, nowMs) => judge(vessel, book.declaredNow(vessel.mmsi, nowMs), nowMs),
    due: (nowMs) => due.since(() => book.all(), nowMs),
    subscribe(listener) {
      listeners.push(listener);
    },
    latest: (count) => [...book.all()].slice(-count),
    get lastNumber() {
      return lastNumber;
    },
    get degraded() {
      return degraded;
    },
    async close() {
      await turns.idle();
      await journal.close();
    },
  };
}

const cargoFields = [
  'unNumbers',
  'imdgClasses',
  'cones',
  'bFlag',
  'gasFree',
  'tonnes',
  'personsOnBoard',
  'goods',
  'validFromMs',
  'validToMs',
  'declarant',
  'reference',
  'note',
] as const satisfies readonly (keyof DeclaredCargo)[];

/** A request that is repeated because its answer was lost makes no second declaration. */
const saysTheSame = (a: DeclaredCargo, b: DeclaredCargo): boolean =>
  cargoFields.every((field) => JSON.stringify(a[field]) === JSON.stringify(b[field]));
