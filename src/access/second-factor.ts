import { Secret, TOTP } from 'otpauth';

/** Codes of an authenticator (RFC 6238: SHA-1, six digits, 30 s, as all of them know). */

/** What an account has of its second factor. */
export interface SecondFactor {
  /** Base32. */
  readonly secret: string;
  /** Number of the latest period of which a code was taken: it and those before count no more. */
  readonly usedPeriod: number;
}

/** Periods before and after the present one of which codes are taken: clocks differ. */
const window = 1;
const periodS = 30;

const totpOf = (secret: string, port = '', username = ''): TOTP =>
  new TOTP({ issuer: port, label: username, secret: Secret.fromBase32(secret), period: periodS });

/** 160 bits, as RFC 4226 advises; base32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** What an authenticator reads as a picture. */
export const totpUri = (secret: string, port: string, username: string): string =>
  totpOf(secret, port, username).toString();

/** The factor after this code was taken; null: the code is wrong, or was taken before. */
export function takeCode(factor: SecondFactor, code: string, nowMs: number): SecondFactor | null {
  const typed = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(typed)) return null;
  const delta = totpOf(factor.secret).validate({ token: typed, timestamp: nowMs, window });
  if (delta === null) return null;
  const usedPeriod = Math.floor(nowMs / 1000 / periodS) + delta;
  return usedPeriod > factor.usedPeriod ? { ...factor, usedPeriod } : null;
}
