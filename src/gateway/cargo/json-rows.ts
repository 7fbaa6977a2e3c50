import { badField } from '../problem.ts';
import type { Row } from './rows.ts';

/**
 * Rows of a JSON array of declarations.
 * @throws a problem when the text is no JSON array: then nothing was read
 */
export function* jsonRows(text: string): Generator<Row> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw badField('body', `not valid JSON: ${error instanceof Error ? error.message : 'it cannot be read'}`);
  }
  if (!Array.isArray(value)) throw badField('body', 'must be an array of declarations');
  const lines = linesOfItems(text);
  for (const [i, item] of value.entries()) yield { line: lines[i] ?? 1, value: item as unknown, faults: [] };
}

/** Line (from 1) on which each item of the outermost array begins; the text is known to be valid JSON. */
function linesOfItems(text: string): number[] {
  const lines: number[] = [];
  let line = 1;
  let depth = 0;
  let inText = false;
  let expected = false;
  for (let at = 0; at < text.length; at++) {
    const c = text[at];
    if (inText) {
      if (c === '\\') at++;
      else if (c === '"') inText = false;
      continue;
    }
    if (c === '\n') line++;
    if (c === ' ' || c === '\n' || c === '\r' || c === '\t') continue;
    if (expected && c !== ']') {
      lines.push(line);
      expected = false;
    }
    if (c === '"') inText = true;
    else if (c === '[' || c === '{') {
      depth++;
      if (depth === 1) expected = true;
    } else if (c === ']' || c === '}') depth--;
    else if (c === ',' && depth === 1) expected = true;
  }
  return lines;
}
