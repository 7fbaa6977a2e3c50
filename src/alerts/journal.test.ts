import { mkdir, mkdtemp, open as openHandle, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { seal } from '../lib/sealed-line.ts';
import type { Alert, AlertEvent } from '../model/alert.ts';
import type { AlertLog, Log } from '../model/ports.ts';
import { type JournalFile, type JournalOptions, openJournal } from './journal.ts';

let dir: string;
let path: string;
let said: { level: string; text: string }[];
let open: AlertLog[];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'journal-'));
  path = join(dir, 'alerts', 'journal');
  said = [];
  open = [];
});
afterEach(async () => {
  for (const journal of open) await journal.close();
  await rm(dir, { recursive: true });
});

const say = (level: string) => (_fields: object, text: string) => void said.push({ level, text });
const log: Log = { info: say('info'), warn: say('warn'), error: say('error') };

async function start(options: Partial<JournalOptions> = {}): Promise<AlertLog> {
  const journal = await openJournal({ path, log, ...options });
  open.push(journal);
  return journal;
}

function event(seq: number, change: Partial<Alert> = {}): AlertEvent {
  const at = new Date(1_700_000_000_000 + seq).toISOString();
  const alert: Alert = {
    id: `alert-${seq}`,
    seq,
    cause: `zone.enter:lock:${seq}`,
    kind: 'zone.enter',
    severity: 'warning',
    state: 'active',
    mmsi: '205278090',
    others: [],
    zoneId: 'lock',
    position: [4.3, 51.3],
    title: 'Tanker in the lock €',
    text: 'line one\nline two',
    evidence: { sogKn: 4.2 },
    raisedAt: at,
    updatedAt: at,
    clearedAt: null,
    acknowledgedBy: null,
    escalation: 0,
    trust: null,
    ...change,
  };
  return { seq, event: 'raised', at, by: null, note: null, alert };
}
const events = (from: number, to: number): AlertEvent[] =>
  Array.from({ length: to - from + 1 }, (_, i) => event(from + i));
const seqs = (journal: AlertLog): number[] => journal.recovered.map((e) => e.seq);

/** The real file, with faults that are switched on, and a count of what was asked of it. */
function faulty(faults: { append?: 'short'; sync?: 'fails' } = {}) {
  const count = { opened: 0, closed: 0, syncs: 0 };
  const openFile = async (filePath: string): Promise<JournalFile> => {
    const handle = await openHandle(filePath, 'a');
    count.opened++;
    return {
      async append(bytes) {
        if (faults.append !== 'short') return handle.appendFile(bytes);
        await handle.appendFile(bytes.subarray(0, bytes.length - 7));
        throw new Error('ENOSPC: no space left on device');
      },
      async sync() {
        count.syncs++;
        if (faults.sync === 'fails') throw new Error('EIO: i/o error, fdatasync');
        await handle.datasync();
      },
      truncate: (bytes) => handle.truncate(bytes),
      close() {
        count.closed++;
        return handle.close();
      },
    };
  };
  return { openFile, count };
}

test('events come back whole and in order under the same epoch', async () => {
  const first = await start();
  expect(first.recovered).toEqual([]);
  expect(first.epoch).toMatch(/^[\w-]{12}$/);
  await first.append(events(1, 3));
  await Promise.all([first.append([event(4)]), first.append([]), first.append(events(5, 6))]);
  await first.close();
  const second = await start();
  expect(second.recovered).toEqual(events(1, 6));
  expect(second.epoch).toBe(first.epoch);
  expect(said).toEqual([]);
});

test('a file of the released form keeps its epoch, and is not written anew', async () => {
  const header = seal(JSON.stringify({ journal: 'alerts', version: 1, epoch: 'AbCdEfGhIjKl' }));
  await mkdir(join(dir, 'alerts'));
  await writeFile(path, header + seal(JSON.stringify(event(1))));
  const { ino } = await stat(path);
  const journal = await start();
  expect(journal.epoch).toBe('AbCdEfGhIjKl');
  expect(journal.recovered).toEqual([event(1)]);
  expect((await stat(path)).ino).toBe(ino);
});

test('two new journals have different epochs', async () => {
  expect((await start()).epoch).not.toBe((await start({ path: join(dir, 'second') })).epoch);
});

test('many appends share few syncs', async () => {
  const { openFile, count } = faulty();
  const journal = await start({ openFile });
  const appends: Promise<void>[] = [];
  for (let seq = 1; seq <= 2000; seq++) {
    appends.push(journal.append([event(seq)]));
    if (seq % 100 === 0) await Promise.race(appends.slice(-1));
  }
  await Promise.all(appends);
  expect(count.syncs).toBeGreaterThan(1);
  expect(count.syncs).toBeLessThan(100);
  await journal.close();
  expect(seqs(await start())).toEqual(Array.from({ length: 2000 }, (_, i) => i + 1));
});

test('after close nothing is taken any more', async () => {
  const journal = await start();
  const last = journal.append([event(1)]);
  await journal.close();
  await last;
  await expect(journal.append([event(2)])).rejects.toThrow('closed');
});

test('cut at any byte: every record that is whole comes back, and the next one follows it', async () => {
  const whole = await start();
  await whole.append(events(1, 3));
  await whole.close();
  const bytes = await readFile(path);
  const lines = bytes.toString('latin1').split('\n').slice(0, -1);
  const ends = lines.map((_, i) => lines.slice(0, i + 1).join('\n').length + 1);
  const headerEnd = ends[0] ?? 0;
  for (let length = headerEnd; length < bytes.length; length += 3) {
    await writeFile(path, bytes.subarray(0, length));
    const journal = await start();
    const wholeRecords = ends.filter((end) => end <= length).length - 1;
    expect(seqs(journal), `cut at ${length}`).toEqual(events(1, wholeRecords).map((e) => e.seq));
    expect(journal.epoch).toBe(whole.epoch);
    await journal.append([event(wholeRecords + 1)]);
    await journal.close();
    const again = await start();
    expect(seqs(again)).toEqual(events(1, wholeRecords + 1).map((e) => e.seq));
    await again.close();
  }
});

test('a damaged record in the middle is set aside, the rest is kept, and it is found once', async () => {
  const first = await start();
  await first.append(events(1, 3));
  await first.close();
  const text = await readFile(path, 'utf8');
  const lines = text.split('\n');
  const damaged = (lines[2] ?? '').replace('205278090', '205278091');
  await writeFile(path, text.replace(lines[2] ?? '', damaged));
  const second = await start();
  expect(seqs(second)).toEqual([1, 3]);
  expect(second.epoch).toBe(first.epoch);
  expect(await readFile(`${path}.damaged`, 'utf8')).toBe(`${damaged}\n`);
  expect(said).toEqual([{ level: 'error', text: expect.stringContaining('set aside') }]);
  await second.append([event(4)]);
  await second.close();
  expect(seqs(await start())).toEqual([1, 3, 4]);
  expect(said).toHaveLength(1);
});

test('with a damaged header the events are kept under a new epoch', async () => {
  const first = await start();
  await first.append(events(1, 2));
  await first.close();
  const text = await readFile(path, 'utf8');
  await writeFile(path, `x${text.slice(1)}`);
  const second = await start();
  expect(seqs(second)).toEqual([1, 2]);
  expect(second.epoch).not.toBe(first.epoch);
  await second.close();
  expect((await start()).epoch).toBe(second.epoch);
});

test('a journal of a newer version is not touched', async () => {
  const header = seal(JSON.stringify({ journal: 'alerts', version: 2, epoch: 'x' }));
  await (await start()).close();
  await writeFile(path, header);
  await expect(start()).rejects.toThrow('newer version');
  expect(await readFile(path, 'utf8')).toBe(header);
});

test('a failed sync is never a success: refused, and the log goes on in a new file', async () => {
  const faults: { sync?: 'fails' } = {};
  const { openFile, count } = faulty(faults);
  const journal = await start({ openFile });
  await journal.append([event(1)]);
  faults.sync = 'fails';
  const old = await openHandle(path);
  await expect(journal.append([event(2)])).rejects.toThrow('EIO');
  await expect(journal.append([event(2)]), 'a new file on the same disk').rejects.toThrow('EIO');
  delete faults.sync;
  await journal.append([event(2), event(3)]);
  expect((await stat(path)).ino).not.toBe((await old.stat()).ino);
  await old.close();
  await journal.close();
  expect(count.closed, 'no file is left open').toBe(count.opened);
  expect((await start()).recovered).toEqual(events(1, 3));
});

test('a full disk leaves no half record in front of the next one', async () => {
  const faults: { append?: 'short' } = { append: 'short' };
  const { openFile, count } = faulty(faults);
  const journal = await start({ openFile });
  await expect(journal.append(events(1, 2))).rejects.toThrow('ENOSPC');
  delete faults.append;
  await journal.append(events(1, 2));
  expect(count.opened, 'the same file serves again').toBe(1);
  await journal.close();
  expect((await start()).recovered).toEqual(events(1, 2));
  expect(said).toEqual([]);
});

test('an event that was refused and yet reached the disk counts once', async () => {
  const first = await start();
  await first.append(events(1, 2));
  await first.append(events(2, 3));
  await first.close();
  expect(seqs(await start())).toEqual([1, 2, 3]);
});

test('opening shortens: the newest events, and the latest of every alert that is not closed', async () => {
  const first = await start();
  const closed = (seq: number): AlertEvent => event(seq, { id: 'done', state: 'closed' });
  const story = [
    event(1),
    event(2, { id: 'done' }),
    event(3, { id: 'long' }),
    event(4, { id: 'long' }),
    closed(5),
  ];
  await first.append(story.concat(events(6, 10)));
  await first.close();
  const second = await start({ keep: 5 });
  expect(seqs(second)).toEqual([1, 4, 6, 7, 8, 9, 10]);
  expect(second.epoch).toBe(first.epoch);
  await second.close();
  expect(seqs(await start())).toEqual([1, 4, 6, 7, 8, 9, 10]);
});

test('a journal that runs for ever stays bounded, alerts that nobody closes included', async () => {
  const journal = await start({ keep: 10 });
  let largest = 0;
  for (let seq = 1; seq <= 500; seq++) {
    await journal.append([event(seq)]);
    largest = Math.max(largest, (await readFile(path, 'latin1')).split('\n').length - 2);
  }
  expect(largest).toBeLessThanOrEqual(30);
  expect(largest).toBeGreaterThan(20);
  await journal.close();
  expect(seqs(await start()).slice(-10)).toEqual(events(491, 500).map((e) => e.seq));
});
