import { expect, test } from 'vitest';
import { byPresentCookie, rotating } from './rotation.ts';

test('G21 what is refused while a new cookie is on its way is asked again by the new one', async () => {
  let present = 'old';
  let bring = (): void => {};
  const change = () =>
    rotating(
      new Promise<void>((resolve) => {
        present = 'new';
        bring = resolve;
      }),
    );
  const asked: string[] = [];
  let held = 'old';
  const ask = async (): Promise<string> => {
    asked.push(held);
    const mine = held;
    await Promise.resolve();
    if (mine !== present) throw new Error('401');
    return mine;
  };
  // the change comes while the question is under way
  const answer = byPresentCookie(ask);
  await Promise.resolve();
  const changed = change();
  held = 'new';
  bring();
  await changed;
  expect(await answer).toBe('new');
  expect(asked).toEqual(['old', 'new']);
  // and a question waits for a change that is under way
  asked.length = 0;
  const later = rotating(new Promise<void>((resolve) => (bring = resolve)));
  const second = byPresentCookie(ask);
  await Promise.resolve();
  expect(asked).toEqual([]);
  bring();
  await later;
  expect(await second).toBe('new');
  held = 'gone';
  await expect(byPresentCookie(ask)).rejects.toThrow('401');
});
