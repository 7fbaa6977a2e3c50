import { mkdtemp, open as openHandle, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Journal, type JournalFile, type JournalOptions, openJournal } from './journal.ts';
import { seal } from './sealed-line.ts';

interface Note {
  readonly n: number;
}
let dir: string;
let path: string;
let said: string[];
let open: Journal<Note>[];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'journal-'));
  path = join(dir, 'deep', 'notes');
  said = [];
  open = [];
});
afterEach(async () => {
  for (const journal of open) await journal.close();
  await rm(dir, { recursive: true });
});

const note = (n: number): Note => ({ n });
const notes = (from: number, to: number): Note[] =>
  Array.from({ length: to - from + 1 }, (_, i) => note(from + i));
const say = (_: object, text: string) => void said.push(text);

async function start(options: Partial<JournalOptions<Note>> = {}): Promise<Journal<Note>> {
  const log = { warn: say, error: say };
  const journal = await openJournal<Note>({ path, kind: 'notes', log, condense: (all) => all, ...options });
  open.push(journal);
  return journal;
}

/** The real file, with faults that are switched on. */
function faulty(faults: { append?: 'short'; sync?: 'fails' }) {
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

test('records come back whole and in order; many share few syncs', async () => {
  const { openFile, count } = faulty({});
  const first = await start({ openFile });
  expect(first.recovered).toEqual([]);
  await Promise.all(notes(1, 500).map((n) => first.append([n])));
  await first.append([]);
  expect(count.syncs).toBeLessThan(20);
  await first.close();
  await expect(first.append([note(1)])).rejects.toThrow('closed');
  expect((await start()).recovered).toEqual(notes(1, 500));
  expect(said).toEqual([]);
});

test('cut at any byte: every record that is whole comes back, and the next one follows it', async () => {
  const whole = await start();
  await whole.append(notes(1, 3));
  await whole.close();
  const bytes = await readFile(path);
  const ends = [...bytes.toString('latin1').matchAll(/\n/g)].map(({ index }) => index + 1);
  for (let length = 0; length < bytes.length; length++) {
    await writeFile(path, bytes.subarray(0, length));
    const kept = Math.max(0, ends.filter((end) => end <= length).length - 1);
    const journal = await start();
    expect(journal.recovered, `cut at ${length}`).toEqual(notes(1, kept));
    await journal.append([note(kept + 1)]);
    await journal.close();
    const again = await start();
    expect(again.recovered).toEqual(notes(1, kept + 1));
    await again.close();
  }
});

test('a damaged record, or header, is set aside; the rest is kept', async () => {
  const first = await start();
  await first.append(notes(1, 3));
  await first.close();
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace('"n":2', '"n":9').replace('"notes"', '"nuts_"'));
  const second = await start();
  expect(second.recovered).toEqual([note(1), note(3)]);
  expect((await readFile(`${path}.damaged`, 'utf8')).split('\n')).toHaveLength(3);
  await second.close();
  expect((await start()).recovered).toEqual([note(1), note(3)]);
  expect(said).toHaveLength(1);
});

test('a journal of another kind or a newer version is not touched', async () => {
  await (await start()).close();
  for (const [header, reason] of [
    [{ journal: 'notes', version: 2 }, 'newer version'],
    [{ journal: 'alerts', version: 1 }, 'no journal of notes'],
  ] as const) {
    const text = seal(JSON.stringify(header));
    await writeFile(path, text);
    await expect(start()).rejects.toThrow(reason);
    expect(await readFile(path, 'utf8')).toBe(text);
  }
});

test('a failed sync is never a success: refused, and the journal goes on in a new file', async () => {
  const faults: { sync?: 'fails' } = {};
  const { openFile, count } = faulty(faults);
  const journal = await start({ openFile });
  await journal.append([note(1)]);
  // held open, so that its number is not given to the new file
  const old = await openHandle(path);
  faults.sync = 'fails';
  await expect(journal.append([note(2)])).rejects.toThrow('EIO');
  await expect(journal.append([note(2)]), 'a new file on the same disk').rejects.toThrow('EIO');
  delete faults.sync;
  await journal.append(notes(2, 3));
  expect((await stat(path)).ino).not.toBe((await old.stat()).ino);
  await old.close();
  await journal.close();
  expect(count.closed, 'no file is left open').toBe(count.opened);
  expect((await start()).recovered).toEqual(notes(1, 3));
});

test('a full disk leaves no half record in front of the next one', async () => {
  const faults: { append?: 'short' } = { append: 'short' };
  const { openFile, count } = faulty(faults);
  const journal = await start({ openFile });
  await expect(journal.append(notes(1, 2))).rejects.toThrow('ENOSPC');
  delete faults.append;
  await journal.append(notes(1, 2));
  expect(count.opened, 'the same file serves again').toBe(1);
  await journal.close();
  expect((await start()).recovered).toEqual(notes(1, 2));
});

test('a journal that runs for ever stays as long as what is kept and the slack', async () => {
  const journal = await start({ condense: (all) => all.slice(-5), slack: 10 });
  let longest = 0;
  for (let n = 1; n <= 200; n++) {
    await journal.append([note(n)]);
    longest = Math.max(longest, (await readFile(path, 'latin1')).split('\n').length - 2);
  }
  expect(longest).toBe(15);
  await journal.append(notes(201, 230));
  await journal.close();
  expect((await start({ condense: (all) => all.slice(-5) })).recovered).toEqual(notes(226, 230));
});
