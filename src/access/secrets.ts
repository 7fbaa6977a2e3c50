import { createHash, randomBytes } from 'node:crypto';

/** 256 bits, 43 characters of base64url: cookies, links and keys. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is kept of a secret, in hex. The secrets are random and long, so that a plain SHA-256 cannot be turned back. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Names something for ever; not a secret. */
export const newId = (): string => randomBytes(8).toString('hex');

/** Crockford's 32: without letters that look like digits. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** Ten codes of 80 bits to be written down: four groups of four. */
export const newRecoveryCodes = (): readonly string[] =>
  Array.from({ length: 10 }, () =>
    Array.from(randomBytes(16), (byte) => alphabet[byte % alphabet.length])
      .join('')
      .replace(/(.{4})(?=.)/g, '$1-'),
  );

/** As it was made, however it was typed. */
export const readRecoveryCode = (typed: string): string => typed.toLowerCase().replace(/[^a-z0-9]/g, '');
