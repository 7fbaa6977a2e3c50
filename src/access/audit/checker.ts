import { unseal } from '../../lib/sealed-line.ts';
import type { AuditEntry } from '../../model/access.ts';
import type { Anchor } from './anchor-text.ts';
import { canonical, entryOf, type Head, hashOf, nothing } from './entry.ts';

/** Something that is wrong with the chain. */
export interface Fault {
  /** Of the entry at fault; null: none can be told. */
  readonly seq: number | null;
  /** What is wrong and where, one sentence. */
  readonly what: string;
}

/** Holds entries against each other, against their hashes and against what was anchored outside; in the order of the files. */
export interface Checker {
  /** @param where names the line; `line` has its seal and its line feed */
  line(line: Buffer, where: string): void;
  /** What is known of the end, once all lines were given. */
  end(): void;
  readonly entries: number;
  readonly head: Head;
  /** Anchors that an entry was held against. */
  readonly anchored: number;
}

const sealChars = 9;

/** The entry of a line, and whether the line is as it was written. */
function readLine(line: Buffer): { readonly entry: AuditEntry | null; readonly isSealed: boolean } {
  const text = unseal(line);
  const entry = entryOf(text ?? line.toString('utf8', sealChars));
  return { entry, isSealed: text !== null && entry !== null && canonical(entry) === text };
}

const span = (from: number, to: number): string =>
  from === to ? `seq ${from} is` : `seq ${from} to ${to} are`;

/**
 * @param fault is called with each thing that is wrong
 * @param start what the first entry follows
 * @param isWithheld of an entry that is shown without its content: its hash is taken as it stands
 */
export function createChecker(
  anchors: readonly Anchor[],
  fault: (fault: Fault) => void,
  start: Head = nothing,
  isWithheld: (entry: AuditEntry) => boolean = () => false,
): Checker {
  const anchorsOf = new Map<number, Anchor[]>();
  for (const anchor of anchors) {
    const known = anchorsOf.get(anchor.seq);
    if (known === undefined) anchorsOf.set(anchor.seq, [anchor]);
    // one a head and not one an interval
    else if (known.every(({ hash }) => hash !== anchor.hash)) known.push(anchor);
  }
  let last: Head = start;
  let entries = 0;
  let anchored = 0;
  /** The line before could not be read: what the next one follows is not known. */
  let isBlind = false;

  function checkHash(entry: AuditEntry, where: string): void {
    const { hash, ...rest } = entry;
    const { seq } = entry;
    if (isWithheld(entry) || hashOf(last.hash, rest) === hash) return;
    fault({
      seq,
      what: `seq ${seq} (${where}): its hash is not that of its content behind seq ${seq - 1}: one of the two was edited`,
    });
  }

  function checkAnchors({ seq, hash }: AuditEntry, where: string): void {
    for (const anchor of anchorsOf.get(seq) ?? []) {
      anchored++;
      if (anchor.hash === hash) continue;
      fault({
        seq,
        what: `seq ${seq} (${where}): it was anchored on ${anchor.at} with another hash: the chain was written anew up to here or from before`,
      });
    }
  }

  function take(entry: AuditEntry, where: string): void {
    const { seq } = entry;
    const expected = last.seq + 1;
    if (seq < expected) {
      fault({ seq, what: `seq ${seq} (${where}): it stands behind seq ${last.seq}: moved or repeated` });
      return;
    }
    if (seq > expected && !(isBlind && seq === expected + 1))
      fault({ seq: expected, what: `${span(expected, seq - 1)} missing in front of seq ${seq} (${where})` });
    if (seq === expected) checkHash(entry, where);
    checkAnchors(entry, where);
    last = entry;
  }

  return {
    line(line, where) {
      const { entry, isSealed } = readLine(line);
      if (entry !== null) entries++;
      if (!isSealed)
        fault({
          seq: entry?.seq ?? last.seq + 1,
          what: `seq ${entry?.seq ?? last.seq + 1} (${where}): the line is not as it was written: damaged or edited`,
        });
      if (entry !== null) take(entry, where);
      isBlind = entry === null;
    },
    end() {
      const beyond = anchors.filter(({ seq }) => seq > last.seq);
      const furthest = beyond.reduce<Anchor | null>(
        (far, one) => (far && far.seq > one.seq ? far : one),
        null,
      );
      if (furthest !== null)
        fault({
          seq: last.seq + 1,
          what: `${span(last.seq + 1, furthest.seq)} missing at the end: seq ${furthest.seq} was anchored on ${furthest.at}`,
        });
    },
    get entries() {
      return entries;
    },
    get head() {
      return last;
    },
    get anchored() {
      return anchored;
    },
  };
}
