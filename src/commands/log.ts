import { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';

const levelNames: Record<number, string> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'ERROR',
  60: 'FATAL',
};

/** JSON lines for machines; on a terminal one readable line each. */
export function createLog(level: string): Logger {
  if (!process.stdout.isTTY) return pino({ level });
  const readable = new Writable({
    write(line: Buffer, _encoding, done) {
      process.stdout.write(asLine(String(line)), () => done());
    },
  });
  return pino({ level, base: null }, readable);
}

function asLine(json: string): string {
  const { level, time, msg, ...fields } = JSON.parse(json) as { level: number; time: number; msg: string };
  const rest = Object.keys(fields).length > 0 ? ` ${JSON.stringify(fields)}` : '';
  return `${new Date(time).toISOString().slice(11, 19)} ${levelNames[level] ?? level} ${msg}${rest}\n`;
}
