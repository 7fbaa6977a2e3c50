import { expect, test } from 'vitest';
import { countingArgon } from '../../../test/access-house.ts';
import { type Argon, Busy, createHasher } from './hasher.ts';

test('U2 checklist H1: what is kept is Argon2id with 19 MiB and two passes, and another hash each time', async () => {
  const hasher = createHasher();
  const [kept, again] = [await hasher.hash('vier woorden'), await hasher.hash('vier woorden')];
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(again).not.toBe(kept);
  expect(await hasher.verify(kept, 'vier woorden')).toBe(true);
  expect(await hasher.verify(kept, 'vier Woorden')).toBe(false);
  expect(await hasher.verify(null, 'vier woorden')).toBe(false);
});

test('U2 an accent that is typed in two ways is one password', async () => {
  const hasher = createHasher(countingArgon());
  expect(await hasher.verify(await hasher.hash('zee\u0301n en havens'), 'ze\u00e9n en havens')).toBe(true);
});

test('U2 as many checks run as may, the others wait their turn, and beyond the bound they are refused at once', async () => {
  const release: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const slow: Argon = {
    hash: async () => '',
    async verify() {
      most = Math.max(most, ++running);
      await new Promise<void>((resolve) => release.push(resolve));
      running--;
      return true;
    },
  };
  const hasher = createHasher(slow, 2, 3);
  const answers = Array.from({ length: 5 }, () => hasher.verify('kept', 'x'));
  await expect(hasher.verify('kept', 'x')).rejects.toThrow(Busy);
  let answered = 0;
  for (const answer of answers) void answer.then(() => answered++);
  while (answered < answers.length) {
    release.shift()?.();
    await Promise.resolve();
  }
  expect(await Promise.all(answers)).toEqual([true, true, true, true, true]);
  expect(most).toBe(2);
});
