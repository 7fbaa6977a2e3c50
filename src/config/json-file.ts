import { readFileSync } from 'node:fs';
import { fail } from './fields.ts';

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * A file of the operator's as JSON, with or without a byte order mark.
 *
 * @param name how errors call it
 * @param what what it is: `the port file`
 * @throws ConfigError when it cannot be read, or is no JSON
 */
export function readJsonFile(path: string, name: string, what: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return fail(`${name}:`, `${what} cannot be read (${reason(error)}).`);
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return fail(`${name}:`, `is not JSON (${reason(error)}).`);
  }
}
