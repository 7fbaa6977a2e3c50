import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { seal } from '../../lib/sealed-line.ts';
import type { AuditEntry } from '../../model/access.ts';
import { createChecker, type Fault } from './checker.ts';
import { canonical, type Head } from './entry.ts';
import type { Verdict } from './verify.ts';

const parsed = (line: string, number: number): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch {
    // told below
  }
  throw new Error(`line ${number} is not JSON`);
};

/** Of a zone that whoever asked may not know of. */
const isWithheld = ({ object, detail }: AuditEntry): boolean =>
  object === 'zone/hidden' && detail['hidden'] === true;

/** Checks the lines that an export of the audit has. @throws when the file cannot be read or is no export */
export async function verifyExport(path: string, fault: (fault: Fault) => void): Promise<Verdict> {
  let faults = 0;
  const tell = (one: Fault): void => {
    faults++;
    fault(one);
  };
  let checker: ReturnType<typeof createChecker> | null = null;
  let foot: Record<string, unknown> | null = null;
  let number = 0;
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) {
    number++;
    const value = parsed(line, number);
    if (checker === null) {
      const { audit, before, complete } = value;
      if (audit !== 'havenwacht') throw new Error(`${path} is no export of the audit`);
      if (complete !== true) throw new Error(`${path} has only some of the entries: they are no chain`);
      checker = createChecker([], tell, before as Head, isWithheld);
    } else if ('entries' in value) foot = value;
    else checker.line(Buffer.from(seal(canonical(value))), `line ${number}`);
  }
  if (checker === null) throw new Error(`${path} is empty`);
  const { entries, head } = checker;
  if (foot?.['entries'] !== entries)
    tell({
      seq: head.seq + 1,
      what: `${entries} entries are there, and the last line says ${foot?.['entries'] ?? 'nothing'}`,
    });
  return { entries, head, files: 1, anchored: 0, faults, unfinishedBytes: 0 };
}
