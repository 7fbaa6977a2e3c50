import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

const folder = resolve(import.meta.dirname, '../../shared');

/**
 * Path of a file of the collection of real logs and vectors that may lie beside the repository; null, and one line that
 * says so, when it does not. Tests that need it then do not run: `test.runIf(path !== null)(…)`.
 */
export function sharedFile(name: string): string | null {
  const path = resolve(folder, name);
  if (existsSync(path)) return path;
  console.info(`left out: what needs ../shared/${name}, which is not here`);
  return null;
}

/** The bytes of a shared file, unpacked when its name ends in `.gz`; empty when it is absent. */
export function sharedBytes(path: string | null): Buffer {
  if (path === null) return Buffer.alloc(0);
  const bytes = readFileSync(path);
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

/** The lines of a shared JSONL file. */
export function sharedLines(path: string | null): unknown[] {
  return sharedBytes(path)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}
