import { hostPort } from './receiver.ts';

const reasons: Record<string, string> = {
  EADDRINUSE: 'is already in use',
  EADDRNOTAVAIL: 'is not an address of this machine',
  ENOTFOUND: 'is not an address of this machine',
  EACCES: 'may not be opened by this user',
};

/**
 * The error of an address that cannot be listened on, naming the setting to change.
 * @param setting e.g. `HW_NMEA_TCP`
 */
export function listenError(setting: string, host: string, port: number, cause: unknown): Error {
  const error = cause instanceof Error ? cause : new Error(String(cause));
  const code = 'code' in error ? String(error.code) : '';
  const reason = reasons[code] ?? `cannot be opened (${error.message})`;
  return new Error(
    `${setting}: ${hostPort(host, port)} ${reason}; choose another address${setting.startsWith('HW_NMEA') ? " or 'off'" : ''}`,
    { cause },
  );
}
