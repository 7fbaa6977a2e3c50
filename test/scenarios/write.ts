import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { scenarios } from '../../src/sim/scenarios/all.ts';
import { filesOf } from '../../src/sim/scenarios/scenario.ts';
import { folder } from './folder.ts';

/** Writes the scenarios anew: `npm run scenarios`. */
rmSync(folder, { recursive: true, force: true });
for (const { path, text } of scenarios.flatMap(filesOf)) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
console.log(`${scenarios.length} scenarios written`);
