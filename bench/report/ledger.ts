import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Row } from '../lib/case.ts';
import type { Machine } from './machine.ts';

/** The latest run of a benchmark. */
export interface Run {
  /** Day of the run, ISO 8601. */
  readonly on: string;
  readonly machine: Machine;
  readonly rows: readonly Row[];
}

/** By name of the benchmark. */
export type Ledger = Readonly<Record<string, Run>>;

export const readLedger = (path: string): Ledger =>
  existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Ledger) : {};

export function writeLedger(path: string, ledger: Ledger): void {
  const ordered = Object.fromEntries(Object.entries(ledger).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(path, `${JSON.stringify(ordered, null, 2)}\n`);
}
