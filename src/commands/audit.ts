import { createWriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import type { Fault } from '../access/audit/checker.ts';
import { readAudit } from '../access/audit/months.ts';
import { readAnchors, type Verdict, verifyAudit } from '../access/audit/verify.ts';
import { verifyExport } from '../access/audit/verify-export.ts';
import type { Environment } from '../config/settings.ts';
import { exportOf } from '../gateway/audit/export.ts';
import { createSummary } from './audit/summary.ts';

const help = `havenwacht audit verify [--data DIR] [--anchors FILE] [--export FILE]
Reads the whole audit of DIR (else DATA_DIR, else ./data) and says what was edited, deleted, moved or cut off. A shortened or rewritten audit
is found only with what was anchored outside: FILE is an anchor file (else HW_AUDIT_ANCHOR_FILE), or a log that syslog wrote.
  --export FILE  checks an export instead
havenwacht audit export --from TIME --to TIME [--data DIR] [--out FILE]
The entries of a time as JSON lines with the proof of their chain, and, with --out, a summary beside it: FILE.md.
TIME is ISO 8601 in UTC, e.g. 2026-11-25T10:00:00Z or 2026-11-25. A server may be running.
Exit code: 0; 1 when something is wrong or cannot be read; 2 for arguments that cannot be used.
`;

/** Faults that are printed; the others are counted. */
const mostPrinted = 100;
const options = {
  data: { type: 'string' },
  anchors: { type: 'string' },
  export: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;
type Asked = ReturnType<typeof read>['values'];
const read = (args: readonly string[]) => parseArgs({ args: [...args], options, allowPositionals: true });

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const say = (text: string): void => void process.stderr.write(`havenwacht audit: ${text}\n`);

/** Checks or exports the audit. @returns the exit code, as the help says */
export async function audit(args: readonly string[], env: Environment): Promise<number> {
  let asked: ReturnType<typeof read>;
  try {
    asked = read(args);
  } catch (error) {
    say(`${reasonOf(error)}\n${help.trimEnd()}`);
    return 2;
  }
  const { values, positionals } = asked;
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const [what, ...more] = positionals;
  if ((what !== 'verify' && what !== 'export') || more.length > 0) {
    say(`what should be done?\n${help.trimEnd()}`);
    return 2;
  }
  try {
    return await (what === 'verify' ? verify : exportTime)(values, env);
  } catch (error) {
    say(reasonOf(error));
    return 1;
  }
}

const dirOf = ({ data }: Asked, env: Environment): string =>
  join(data ?? (env['DATA_DIR'] || './data'), 'audit');

async function verify(asked: Asked, env: Environment): Promise<number> {
  let printed = 0;
  const fault = ({ what }: Fault): void => {
    if (printed++ < mostPrinted) process.stdout.write(`${what}\n`);
  };
  if (asked.export !== undefined) return verdictOf(await verifyExport(asked.export, fault));
  const anchorPath = asked.anchors ?? (env['HW_AUDIT_ANCHOR_FILE'] || null);
  const anchors = anchorPath === null ? [] : await readAnchors(anchorPath);
  const isTerminal = process.stderr.isTTY === true;
  const verdict = await verifyAudit(dirOf(asked, env), anchors, fault, ({ doneBytes, allBytes }) => {
    if (isTerminal) process.stderr.write(`\r${Math.floor((100 * doneBytes) / Math.max(1, allBytes))} %`);
  });
  if (isTerminal) process.stderr.write('\r     \r');
  if (verdict.unfinishedBytes > 0)
    say(`${verdict.unfinishedBytes} bytes at the end are no whole line: a server is writing, or was killed`);
  if (anchors.length === 0) say('nothing was anchored outside: whether the end was cut off cannot be told');
  return verdictOf(verdict);
}

function verdictOf({ entries, head, files, anchored, faults }: Verdict): number {
  const seen = `${entries} entries in ${files} files, ${anchored} anchored; the last is seq ${head.seq} ${head.hash}`;
  process.stdout.write(faults === 0 ? `The chain holds: ${seen}\n` : `${faults} faults: ${seen}\n`);
  return faults === 0 ? 0 : 1;
}

function instantOf(name: 'from' | 'to', text: string | undefined): string {
  const ms = Date.parse(text ?? '');
  if (Number.isNaN(ms)) throw new Error(`--${name}: expected a time such as 2026-11-25T10:00:00Z`);
  return new Date(ms).toISOString();
}

async function exportTime(asked: Asked, env: Environment): Promise<number> {
  const span = { from: instantOf('from', asked.from), to: instantOf('to', asked.to) };
  const summary = createSummary();
  const lines = exportOf(await readAudit(dirOf(asked, env)), span, (entry) => entry, true, summary.add);
  if (asked.out === undefined) {
    for await (const text of lines) process.stdout.write(text);
  } else {
    await pipeline(Readable.from(lines), createWriteStream(asked.out, { mode: 0o600 }));
    writeFileSync(`${asked.out}.md`, summary.text(span), { mode: 0o600 });
  }
  say(`${summary.entries} entries from ${span.from} to ${span.to}`);
  return 0;
}
