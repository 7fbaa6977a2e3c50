import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSessionBook, type Session } from './book.ts';

const limits = { idleMs: 1_000, longestMs: 5_000, anAccount: 5 };

test('U9 U11 a secret opens a session while it is the latest, used within the idle time, and not too old; an account has five at most', () => {
  const move = fc.record({
    afterMs: fc.integer({ min: 0, max: 700 }),
    what: fc.constantFrom('begin', 'begin', 'use', 'use', 'use', 'rotate', 'end', 'sweep'),
    which: fc.nat(20),
    account: fc.constantFrom('account/a', 'account/b'),
  });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 150 }), (moves) => {
      let nowMs = 0;
      const book = createSessionBook(() => nowMs, limits);
      /** What a session must be, kept beside the book; the secret that counts, and those that counted once. */
      const model = new Map<string, { session: Session; secret: string; begunMs: number; usedMs: number }>();
      const spent: string[] = [];
      book.onEnd((session) => {
        const gone = model.get(session.id);
        if (gone) spent.push(gone.secret);
        model.delete(session.id);
      });
      const isGood = (one: { begunMs: number; usedMs: number }) =>
        nowMs - one.begunMs < limits.longestMs && nowMs - one.usedMs < limits.idleMs;
      for (const { afterMs, what, which, account } of moves) {
        nowMs += afterMs;
        const one = [...model.values()][which % Math.max(1, model.size)];
        if (what === 'begin') {
          const { session, secret } = book.begin({
            ...{ account, generation: 1, address: '', agent: null, begunAt: '' },
          });
          model.set(session.id, { session, secret, begunMs: nowMs, usedMs: nowMs });
        } else if (what === 'sweep') book.sweep();
        else if (one !== undefined) {
          const good = isGood(one);
          expect(book.bySecret(one.secret) === one.session).toBe(good);
          if (good) one.usedMs = nowMs;
          if (good && what === 'rotate') {
            spent.push(one.secret);
            one.secret = book.rotate(one.session);
          }
          if (good && what === 'end') book.end(one.session, 'ended');
        }
        for (const secret of spent.slice(-20)) expect(book.bySecret(secret)).toBeNull();
        for (const name of ['account/a', 'account/b']) expect(book.of(name).length).toBeLessThanOrEqual(5);
      }
      nowMs += limits.idleMs;
      book.sweep();
      expect([...book.all()]).toEqual([]);
    }),
    { seed: 11, numRuns: 300 },
  );
});

test('U11 the sixth session ends the one that was unused for longest', () => {
  let nowMs = 0;
  const book = createSessionBook(() => nowMs, { ...limits, idleMs: 5_000 });
  const begin = () => {
    nowMs += 10;
    return book.begin({ account: 'account/a', generation: 1, address: '', agent: null, begunAt: '' });
  };
  const five = [begin(), begin(), begin(), begin(), begin()];
  nowMs += 10;
  book.bySecret(five[0]?.secret ?? '');
  begin();
  expect(five.map(({ secret }) => book.bySecret(secret) !== null)).toEqual([true, false, true, true, true]);
});
