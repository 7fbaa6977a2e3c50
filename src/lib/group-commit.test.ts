import { expect, test } from 'vitest';
import { createGroupCommit } from './group-commit.ts';

/** A commit that ends when the test says so. */
function held() {
  const commits: { items: readonly number[]; end: (error?: Error) => void }[] = [];
  const commit = (items: readonly number[]): Promise<void> =>
    new Promise((resolve, reject) => {
      commits.push({ items, end: (error) => (error ? reject(error) : resolve()) });
    });
  return { commits, commit };
}
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('what arrives during a commit shares the next one, in order', async () => {
  const { commits, commit } = held();
  const group = createGroupCommit(commit, 100);
  const first = group.add([1]);
  await turn();
  const rest = [group.add([2, 3]), group.add([4]), group.add([])];
  await turn();
  expect(commits.map((c) => c.items)).toEqual([[1]]);
  commits[0]?.end();
  await first;
  await turn();
  expect(commits.map((c) => c.items)).toEqual([[1], [2, 3, 4]]);
  commits[1]?.end();
  await Promise.all(rest);
});

test('a failure reaches exactly those whose items were in it, and the next commit goes on', async () => {
  const { commits, commit } = held();
  const group = createGroupCommit(commit, 100);
  const first = group.add([1]);
  await turn();
  const settled = Promise.allSettled([first, group.add([2]), group.add([3])]);
  commits[0]?.end(new Error('disk'));
  await turn();
  commits[1]?.end();
  expect((await settled).map((r) => r.status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
});

test('more than may wait is refused, and what waits is kept', async () => {
  const { commits, commit } = held();
  const group = createGroupCommit(commit, 2);
  const first = group.add([1]);
  await turn();
  const kept = group.add([2, 3]);
  await expect(group.add([4])).rejects.toThrow('2 items');
  commits[0]?.end();
  await first;
  await turn();
  expect(commits[1]?.items).toEqual([2, 3]);
  let idle = false;
  const waited = group.idle().then(() => {
    idle = true;
  });
  await turn();
  expect(idle).toBe(false);
  commits[1]?.end();
  await Promise.all([kept, waited]);
});
