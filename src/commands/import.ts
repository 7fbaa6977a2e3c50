import { setPriority } from 'node:os';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openBackfill } from '../archive/backfill.ts';
import { ConfigError } from '../config/config-error.ts';
import { loadPort } from '../config/port-file.ts';
import { type Environment, readSettings } from '../config/settings.ts';
import type { Backfill } from '../model/archive.ts';
import type { Log } from '../model/ports.ts';
import type { Port } from '../model/zone.ts';
import { type LogFile, lookAt } from './import/log-file.ts';
import { createProgress } from './import/progress.ts';
import { newCounts } from './import/report.ts';
import { countOld, retentionWarning } from './import/retention.ts';
import { run, type Tally } from './import/run.ts';
import { summary } from './import/summary.ts';

const help = `havenwacht import [--utc] FILE…
Fills the archive from recorded NMEA logs (plain, gzip where the name ends in .gz, - for stdin) by the times that stand
in them: TAG block c:, $PGHP, or seconds, milliseconds or ISO 8601 behind or in front of the line. Positions, what vessels
said they are, and visits of the port file's zones; no alerts. Doing it again changes nothing.
  --utc  times without a zone are UTC; else such lines are refused
Settings as for serve: DATABASE_URL or DATA_DIR, HW_PORT_FILE, HW_RETENTION_DAYS. A server may be running with the same
database; the embedded archive takes one process at a time.
Exit code: 0; 1 when a file or the archive fails; 2 for arguments that cannot be used; 130 when it was stopped.
`;

/** What a run needs of its process. */
export interface ImportProcess {
  readonly stdin: Readable;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly isTerminal: boolean;
  /** Calls back at the first Ctrl-C. */
  readonly onStop: (stop: () => void) => void;
  /** Gives precedence to other processes. */
  readonly yieldToOthers: () => void;
  readonly clock: () => number;
  readonly open: typeof openBackfill;
}

const thisProcess = (): ImportProcess => ({
  stdin: process.stdin,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
  onStop(stop) {
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  },
  yieldToOthers: () => setPriority(10),
  clock: Date.now,
  open: openBackfill,
});

/** Fills the archive from logs. @returns the exit code, as the help says. */
export async function importLogs(
  args: readonly string[],
  env: Environment,
  io: ImportProcess = thisProcess(),
): Promise<number> {
  const say = (text: string): void => io.err(`havenwacht import: ${text}\n`);
  const asked = readArguments(args);
  if (typeof asked === 'string') {
    say(`${asked}\n${help.trimEnd()}`);
    return 2;
  }
  if (asked === null) {
    io.out(help);
    return 0;
  }
  let archive: Backfill | null = null;
  let began = false;
  const stop: Stop = { asked: false };
  // before anything is open: opening takes seconds
  io.onStop(() => {
    stop.asked = true;
    say('stopping after this batch');
    // nobody knows when more would come
    io.stdin.destroy();
  });
  try {
    const settings = readSettings(env);
    const port = loadPort(settings.portFile);
    io.yieldToOthers();
    archive = io.open({ ...settings, log: logTo(say) });
    await archive.prepare();
    began = true;
    return await fill(asked, { archive, port, retentionDays: settings.retentionDays, stop }, say, io);
  } catch (error) {
    if (error instanceof TypeError || error instanceof ReferenceError) throw error;
    say(error instanceof ConfigError ? error.message : `the archive fails: ${messageOf(error)}`);
    if (began) say('what was written stays; run it again with the same files to go on');
    return 1;
  } finally {
    await archive?.close();
  }
}

interface Asked {
  readonly names: readonly string[];
  readonly zoneless: boolean;
}

/** Null when help is asked for; a sentence for what cannot be used. */
function readArguments(args: readonly string[]): Asked | string | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { utc: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) return null;
    if (positionals.length === 0) return 'name at least one FILE';
    return { names: [...new Set(positionals)], zoneless: values.utc };
  } catch (error) {
    return messageOf(error);
  }
}

interface Stop {
  asked: boolean;
}

interface Into {
  readonly stop: Stop;
  readonly archive: Backfill;
  readonly port: Port;
  readonly retentionDays: number;
}

async function fill(
  { names, zoneless }: Asked,
  { archive, port, retentionDays, stop }: Into,
  say: (text: string) => void,
  io: ImportProcess,
): Promise<number> {
  const nowMs = io.clock();
  const options = { nowMs, zoneless };
  const unread = new Set<string>();
  const tally: Tally = {
    ...newCounts(),
    ...{ written: 0, present: 0, old: 0, vessels: new Set<number>(), visits: 0 },
    ...{ firstMs: Infinity, lastMs: -Infinity },
  };
  const failed = ({ name }: Pick<LogFile, 'name'>, error: unknown): void => {
    if (stop.asked) return;
    unread.add(name);
    say(`${name}: ${messageOf(error)}`);
  };
  const files: LogFile[] = [];
  for (const name of names)
    await lookAt(name, options).then(
      (file) => files.push(file),
      (error: unknown) => failed({ name }, error),
    );
  const oldBeforeMs = nowMs - retentionDays * 86_400_000;
  const { stdin } = io;
  const old = await countOld(files, oldBeforeMs, { options, stdin });
  if (old.positions > 0) say(retentionWarning(old, retentionDays, nowMs));

  const sizes = files.map(({ bytes }) => bytes);
  const progress = createProgress({
    ...{ write: io.err, isTerminal: io.isTerminal, now: () => performance.now() },
    totalBytes: sizes.reduce<number | null>(
      (sum, bytes) => (sum === null || bytes === null ? null : sum + bytes),
      0,
    ),
  });
  await run(files, {
    ...{ archive, zones: port.zones, tally, options, stdin, failed, oldBeforeMs },
    read: progress.read,
    now: () => performance.now(),
    pause: (ms) => pause(ms),
    progressed: () => progress.show(tally),
    isStopped: () => stop.asked,
  });
  progress.clear();
  io.err(summary(tally));
  if (tally.rolledOver > 0)
    say(
      `${tally.rolledOver} times lie 1024 weeks from those beside them: a clock rolled over; they are in the archive as they stand`,
    );
  if (tally.old > old.positions)
    say(retentionWarning({ positions: tally.old, firstMs: tally.firstMs }, retentionDays, nowMs));
  if (stop.asked) {
    say('stopped; run it again with the same files to go on: what is there is passed over');
    return 130;
  }
  return unread.size > 0 ? 1 : 0;
}

const messageOf = (error: unknown): string =>
  error instanceof AggregateError && error.message === ''
    ? error.errors.map(messageOf).join('; ')
    : error instanceof Error
      ? error.message
      : String(error);

const logTo = (say: (text: string) => void): Log => ({
  info() {},
  warn: (_, text) => say(text),
  error: (_, text) => say(text),
});
