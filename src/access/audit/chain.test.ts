import { appendFile, open as openHandle, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AppendFile } from '../../lib/append-file.ts';
import { seal } from '../../lib/sealed-line.ts';
import type { AuditEntry } from '../../model/access.ts';
import type { Anchor } from './anchor-text.ts';
import { createDesk, type Desk, noteOf, startMs } from './audit.test-data.ts';
import { canonical, hashOf, noHash } from './entry.ts';
import { type Verdict, verifyAudit } from './verify.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await createDesk();
});
afterEach(() => desk.remove());

async function verify(anchors: readonly Anchor[] = []): Promise<Verdict & { readonly found: string[] }> {
  const found: string[] = [];
  const verdict = await verifyAudit(desk.dir, anchors, ({ what }) => found.push(what));
  return { ...verdict, found };
}
async function write(count: number): Promise<void> {
  const chain = await desk.chain();
  await Promise.all(Array.from({ length: count }, (_, i) => chain.record(noteOf(`thing.done${i}`))));
  await desk.closeAll();
}
const entryIn = (line: string): AuditEntry => JSON.parse(line.slice(9));
const lineWith = (entry: object): string => seal(canonical(entry)).trimEnd();

test('L1 each entry has the next number and the hash over the one before and its own canonical JSON', async () => {
  const chain = await desk.chain();
  const first = await chain.record(noteOf('alert.closed', { detail: { b: 1, a: ['€', 1e21, 0.1] } }));
  const { hash, ...content } = first;
  const [begin = ''] = await desk.lines();
  expect(entryIn(begin)).toMatchObject({ seq: 1, action: 'audit.continued', actor: null });
  const { hash: firstHash, ...beginning } = entryIn(begin);
  expect(hashOf(noHash, beginning)).toBe(firstHash);
  expect([first.seq, first.at, hash]).toEqual([2, '2026-11-25T10:00:00.000Z', hashOf(firstHash, content)]);
  expect((await desk.lines())[1]).toContain('"detail":{"a":["€",1e+21,0.1],"b":1}');
  expect(await chain.page(0, 10)).toEqual([entryIn(begin), first]);
});

test('L1 halves of characters, which RFC 8785 cannot carry, do not keep an entry out', async () => {
  const chain = await desk.chain();
  const detail = { username: 'a\ud800b', path: 'c:\\ud800', good: '😀' };
  const entry = await chain.record(noteOf('session.refused', { detail }));
  expect(entry.detail).toEqual({ username: 'a\ufffdb', path: 'c:\\ud800', good: '😀' });
  expect((await verify()).found).toEqual([]);
});

test('checklist A2: 50 parallel writers make one chain in the order of their calls', async () => {
  const chain = await desk.chain();
  const writer = async (w: number): Promise<number[]> => {
    const seqs: number[] = [];
    for (let i = 0; i < 20; i++) seqs.push((await chain.record(noteOf(`w${w}`, { detail: { i } }))).seq);
    return seqs;
  };
  const seqs = await Promise.all(Array.from({ length: 50 }, (_, w) => writer(w)));
  expect(seqs.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i + 2));
  for (const own of seqs) expect(own).toEqual([...own].sort((a, b) => a - b));
  await Promise.all([chain.record(noteOf('one')), chain.record(noteOf('two'))]);
  expect((await chain.page(1001, 10)).map(({ action }) => action)).toEqual(['one', 'two']);
  expect(await verify()).toMatchObject({ entries: 1003, faults: 0, head: { seq: 1003 } });
});

test('checklist A2: an edit is found, with or without a new checksum, and when its hash was made anew', async () => {
  await write(6);
  const lines = await desk.lines();
  const edited: AuditEntry = { ...entryIn(lines[3] ?? ''), outcome: 'denied' };
  await desk.write(lines.with(3, (lines[3] ?? '').replace('"done"', '"none"')));
  expect((await verify()).found).toEqual([
    expect.stringMatching(/^seq 4 \(2026-11.audit line 4\): the line is not as it was written/),
    expect.stringMatching(/^seq 4 .*edited/),
  ]);
  await desk.write(lines.with(3, lineWith(edited)));
  expect((await verify()).found).toEqual([
    expect.stringMatching(/^seq 4 .*its hash is not that of its content/),
  ]);
  const { hash, ...content } = edited;
  const anew = { ...content, hash: hashOf(entryIn(lines[2] ?? '').hash, content) };
  await desk.write(lines.with(3, lineWith(anew)));
  expect((await verify()).found).toEqual([
    expect.stringMatching(/^seq 5 .*behind seq 4: one of the two was edited/),
  ]);
  expect(hash).not.toBe(anew.hash);
  // the same content in other words
  await desk.write(
    lines.with(3, seal(JSON.stringify(entryIn(lines[3] ?? ''), null, 1).replace(/\n/g, ' ')).trimEnd()),
  );
  expect((await verify()).found).toEqual([expect.stringMatching(/^seq 4 .*not as it was written/)]);
});

test('checklist A2: deleted, moved, repeated and unreadable entries are found', async () => {
  await write(8);
  const lines = await desk.lines();
  const [, , third = '', fourth = ''] = lines;
  await desk.write(lines.toSpliced(3, 2));
  expect((await verify()).found).toEqual(['seq 4 to 5 are missing in front of seq 6 (2026-11.audit line 4)']);
  await desk.write(lines.with(2, fourth).with(3, third));
  expect((await verify()).found).toEqual([
    'seq 3 is missing in front of seq 4 (2026-11.audit line 3)',
    'seq 3 (2026-11.audit line 4): it stands behind seq 4: moved or repeated',
  ]);
  await desk.write(lines.toSpliced(3, 0, third));
  expect((await verify()).found).toEqual([expect.stringMatching(/^seq 3 .*line 4.*moved or repeated/)]);
  await desk.write(lines.with(3, 'nonsense'));
  expect((await verify()).found).toEqual([expect.stringMatching(/^seq 4 .*damaged or edited/)]);
  await desk.write(lines.slice(1));
  expect((await verify()).found).toEqual([
    'seq 1 is missing in front of seq 2 (2026-11.audit line 1)',
    '2026-11.audit does not begin as a month does: its beginning is missing',
  ]);
});

test('checklist A3: truncation, and a chain that was written anew, are found by what was anchored outside', async () => {
  await write(20);
  const lines = await desk.lines();
  const anchors = [8, 21].map((seq) => ({ ...entryIn(lines[seq - 1] ?? '') }));
  expect(await verify(anchors)).toMatchObject({ faults: 0, anchored: 2 });
  await desk.write(lines.slice(0, -10));
  expect((await verify()).faults).toBe(0);
  expect((await verify(anchors)).found).toEqual([
    expect.stringMatching(/^seq 12 to 21 are missing at the end: seq 21 was anchored on 2026-11-25T/),
  ]);
  let before = entryIn(lines[3] ?? '').hash;
  const anew = lines.slice(4).map((line) => {
    const { hash: _, ...content } = { ...entryIn(line), outcome: 'denied' as const };
    before = hashOf(before, content);
    return lineWith({ ...content, hash: before });
  });
  await desk.write([...lines.slice(0, 4), ...anew]);
  expect((await verify()).faults).toBe(0);
  expect((await verify(anchors)).found).toEqual([
    expect.stringMatching(/^seq 8 .*anchored on .*with another hash/),
    expect.stringMatching(/^seq 21 .*anchored on .*with another hash/),
  ]);
});

test('L2 a month has a file of its own; one that is missing or renamed is found', async () => {
  const chain = await desk.chain();
  const day = 86_400_000;
  for (const days of [0, 10, 40, 20]) {
    desk.nowMs = startMs + days * day;
    await chain.record(noteOf(`day${days}`));
  }
  await desk.closeAll();
  expect((await readdir(desk.dir)).sort()).toEqual(['2026-11.audit', '2026-12.audit', '2027-01.audit']);
  // the clock went back: the file does not
  expect((await desk.lines('2027-01')).map((line) => entryIn(line).action)).toEqual([
    'audit.continued',
    'day40',
    'day20',
  ]);
  expect(await verify()).toMatchObject({ faults: 0, files: 3, entries: 7 });
  await rename(join(desk.dir, '2026-12.audit'), join(desk.dir, '2027-03.audit'));
  expect((await verify()).found).toEqual([
    'seq 3 to 4 are missing in front of seq 5 (2027-01.audit line 1)',
    expect.stringMatching(/^seq 3 \(2027-03.audit line 1\): it stands behind seq 7/),
    '2027-03.audit is what was written as 2026-12.audit: renamed',
    expect.stringMatching(/^seq 4 .*moved/),
  ]);
  await rm(join(desk.dir, '2027-03.audit'));
  expect((await verify()).found).toEqual(['seq 3 to 4 are missing in front of seq 5 (2027-01.audit line 1)']);
});

test('L3 pages and numbers go on over files and restarts', async () => {
  await write(2500);
  desk.nowMs = Date.parse('2026-12-02T00:00:00.000Z');
  await write(1500);
  const chain = await desk.chain();
  expect([
    chain.seq,
    chain.seqBefore('2026-12-01T00:00:00.000Z'),
    chain.seqBefore('2027-01-01T00:00:00.000Z'),
  ]).toEqual([4002, 2501, 4002]);
  const seqs: number[] = [];
  for (let after = 0; ; ) {
    const page = await chain.page(after, 700);
    seqs.push(...page.map(({ seq }) => seq));
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.seq;
  }
  expect(seqs).toEqual(Array.from({ length: 4002 }, (_, i) => i + 1));
  // now that places are known, by them
  expect((await chain.page(2300, 3)).map(({ seq }) => seq)).toEqual([2301, 2302, 2303]);
  await chain.record(noteOf('more'));
  expect(await chain.page(4002, 10)).toMatchObject([{ seq: 4003, action: 'more' }]);
  expect((await verify()).faults).toBe(0);
});

test('L4 an end that a crash left unfinished is set aside, and the audit says so', async () => {
  await write(2);
  const path = join(desk.dir, '2026-11.audit');
  const good = await readFile(path, 'utf8');
  await appendFile(path, 'deadbeef {"action":"thing.do');
  expect(await verify()).toMatchObject({ faults: 0, unfinishedBytes: 28 });
  await write(1);
  const after = await readFile(path, 'utf8');
  expect(after.startsWith(good)).toBe(true);
  expect((await desk.lines()).slice(3).map((line) => entryIn(line))).toMatchObject([
    { seq: 4, action: 'audit.repaired', detail: { month: '2026-11', bytes: 28 } },
    { seq: 5, action: 'thing.done0' },
  ]);
  expect(await readFile(`${path}.damaged`, 'utf8')).toBe('deadbeef {"action":"thing.do');
  expect(desk.said).toEqual(['the audit ended in what is no entry: set aside beside it']);
  expect((await verify()).faults).toBe(0);
});

test('L5 what the disk refuses is not in the audit and is told; it goes on with the next number', async () => {
  await write(1);
  let refuse: 'append' | 'sync' | null = null;
  const openFile = async (path: string): Promise<AppendFile> => {
    const handle = await openHandle(path, 'a');
    return {
      async append(bytes) {
        if (refuse === 'append') await handle.appendFile(bytes.subarray(0, 40));
        if (refuse === 'append') throw new Error('ENOSPC');
        await handle.appendFile(bytes);
      },
      sync: () => (refuse === 'sync' ? Promise.reject(new Error('EIO')) : handle.datasync()),
      truncate: (bytes) => handle.truncate(bytes),
      close: () => handle.close(),
    };
  };
  const chain = await desk.chain({ openFile });
  for (const how of ['append', 'sync'] as const) {
    refuse = how;
    const { seq } = chain;
    const refused = await Promise.allSettled([chain.record(noteOf('a')), chain.record(noteOf('b'))]);
    expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(chain.degraded).toMatch(/^the audit cannot be written: E/);
    expect(await chain.page(seq, 10)).toEqual([]);
    refuse = null;
    expect(await chain.record(noteOf('c'))).toMatchObject({ seq: seq + 1 });
    expect(chain.degraded).toBeNull();
  }
  await desk.closeAll();
  expect(await verify()).toMatchObject({ faults: 0, entries: 4 });
});
