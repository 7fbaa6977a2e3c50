import { readFileSync } from 'node:fs';

/** Fails unless every line of a `npm run bench -- NAME --json` run is a result that counted something. */
const lines = readFileSync(process.argv[2] ?? '', 'utf8')
  .trim()
  .split('\n');
for (const line of lines) {
  const { bench, perSecond, count } = JSON.parse(line) as Record<string, unknown>;
  const good = typeof bench === 'string' && Number(perSecond) > 0 && Number(count) > 0;
  if (!good) throw new Error(`not a bench result with bench, perSecond > 0 and count > 0: ${line}`);
}
console.log(`${lines.length} bench results`);
