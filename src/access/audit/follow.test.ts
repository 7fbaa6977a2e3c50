import { open as openHandle } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AppendFile } from '../../lib/append-file.ts';
import { createDesk, type Desk, noteOf } from './audit.test-data.ts';
import type { AuditChain } from './chain.ts';
import { type Followed, follow, type Told } from './follow.ts';

let desk: Desk;
let refuses: boolean;
beforeEach(async () => {
  desk = await createDesk();
  refuses = false;
});
afterEach(() => desk.remove());

const openFile = async (path: string): Promise<AppendFile> => {
  const handle = await openHandle(path, 'a');
  return {
    append: (bytes) => (refuses ? Promise.reject(new Error('ENOSPC')) : handle.appendFile(bytes)),
    sync: () => handle.datasync(),
    truncate: (bytes) => handle.truncate(bytes),
    close: () => handle.close(),
  };
};

/** A journal in memory; `add` is what a desk does with its record on disk. */
function journalOf(records: number[]) {
  const listeners: ((told: readonly Told[]) => void)[] = [];
  const toldOf = (seq: number): Told => ({ seq, note: noteOf('thing.done', { detail: { n: seq } }) });
  const followed: Followed = {
    journal: 'things',
    last: () => records.at(-1) ?? 0,
    behind: (seq) => records.filter((one) => one > seq).map(toldOf),
    subscribe: (listener) => void listeners.push(listener),
  };
  const add = async (seq: number): Promise<number> => {
    records.push(seq);
    for (const listener of listeners) listener([toldOf(seq)]);
    return seq;
  };
  return { followed, add };
}
const options = () => ({ log: desk.log, retryMs: 1 });
const told = async (chain: AuditChain) =>
  (await chain.page(0, 10_000))
    .filter(({ action }) => action === 'thing.done')
    .map(({ detail }) => detail['n']);

test('L8 a start completes what the audit has not, by the numbers in the audit itself, before it resolves', async () => {
  const first = await desk.chain();
  await follow(first, journalOf([1, 2, 5]).followed, options());
  expect(await told(first)).toEqual([1, 2, 5]);
  await desk.closeAll();
  desk.nowMs = Date.parse('2027-02-01T00:00:00Z');
  const second = await desk.chain();
  await second.record(noteOf('another.month'));
  await desk.closeAll();
  // the cursor is in the file of the new month too
  const third = await desk.chain();
  const { followed, add } = journalOf([1, 2, 5, 6, 9]);
  const follower = await follow(third, followed, options());
  expect(await told(third)).toEqual([1, 2, 5, 6, 9]);
  expect((await third.page(third.seq - 1, 1))[0]?.detail).toEqual({
    n: 9,
    source: { journal: 'things', seq: 9 },
  });
  await follower.through(() => add(10));
  expect(third.cursor('things')).toBe(10);
});

test('L9 what was done while the disk refuses is not answered until it is in the audit, once; nothing more is done meanwhile', async () => {
  const chain = await desk.chain({ openFile });
  const { followed, add } = journalOf([]);
  const follower = await follow(chain, followed, options());
  await follower.through(() => add(1));
  refuses = true;
  let answered = 0;
  const waiting = [2, 3].map((n) => follower.through(() => add(n)).then(() => answered++));
  await expect.poll(() => follower.degraded).toMatch(/waits for the audit: ENOSPC/);
  let done = false;
  const refused = follower.through(async () => {
    done = true;
  });
  await expect(refused).rejects.toThrow('what people did waits for the audit');
  expect([done, answered, await told(chain)]).toEqual([false, 0, [1]]);
  refuses = false;
  await Promise.all(waiting);
  expect([follower.degraded, await told(chain)]).toEqual([null, [1, 2, 3]]);
  expect(await follower.through(() => add(4))).toBe(4);
});

test('L9 a start whose disk refuses goes on without, and completes it later', async () => {
  await (await desk.chain()).record(noteOf('a'));
  await desk.closeAll();
  const chain = await desk.chain({ openFile });
  refuses = true;
  const follower = await follow(chain, journalOf([1]).followed, options());
  expect(follower.degraded).toMatch(/ENOSPC/);
  refuses = false;
  await expect.poll(() => follower.degraded).toBeNull();
  expect(await told(chain)).toEqual([1]);
});

test('L8 a journal that ends before what the audit tells of it is told, and followed from there', async () => {
  const first = await desk.chain();
  await follow(first, journalOf([1, 2, 3, 4]).followed, options());
  await desk.closeAll();
  const second = await desk.chain();
  const { followed, add } = journalOf([1, 2]);
  const follower = await follow(second, followed, options());
  expect((await second.page(second.seq - 1, 1))[0]).toMatchObject({
    ...{ action: 'journal.behind', object: 'journal/things', outcome: 'failed' },
    detail: { audited: 4, source: { journal: 'things', seq: 2 } },
  });
  expect(desk.said).toEqual(['a journal ends before what the audit tells of it: was it restored?']);
  await follower.through(() => add(3));
  expect(await told(second)).toEqual([1, 2, 3, 4, 3]);
});
