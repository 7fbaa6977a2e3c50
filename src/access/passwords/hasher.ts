import { hash, verify } from '@node-rs/argon2';

/** Turns passwords into what is kept of them, and tells whether one fits. */
export interface PasswordHasher {
  /** @throws Busy */
  hash(password: string): Promise<string>;
  /** `kept` null: nobody has it. The answer is false, and takes as long. @throws Busy */
  verify(kept: string | null, password: string): Promise<boolean>;
}

/** More passwords wait to be looked at than can be. */
export class Busy extends Error {}

/** The two functions that cost; an interface so that calls can be counted. */
export interface Argon {
  hash(password: string): Promise<string>;
  verify(kept: string, password: string): Promise<boolean>;
}

/** Argon2id by OWASP's password storage cheat sheet: 19 MiB, two passes, one lane. About 30 ms, on a thread of libuv. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const realArgon: Argon = { hash: (password) => hash(password, cost), verify };

/**
 * At most `atOnce` hashes run: the threads are those that write files. Behind them at most `maxWaiting` wait, which is about half a second.
 */
export function createHasher(argon: Argon = realArgon, atOnce = 2, maxWaiting = 32): PasswordHasher {
  const waiting: (() => void)[] = [];
  let running = 0;
  /** Of a password that nobody has: what unknown names are checked against. */
  const nobody = argon.hash(crypto.randomUUID());
  nobody.catch(() => {});

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= atOnce) {
      if (waiting.length >= maxWaiting) throw new Busy('too many passwords wait to be checked');
      // whoever ends hands its place on
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  }

  return {
    hash: (password) => inTurn(() => argon.hash(password.normalize('NFC'))),
    verify: (kept, password) =>
      inTurn(async () => {
        const fits = await argon.verify(kept ?? (await nobody), password.normalize('NFC'));
        return fits && kept !== null;
      }),
  };
}
