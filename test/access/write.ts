import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createWorld } from '../gateway-helpers.ts';
import { rewritten } from './page.ts';

/** Writes the matrix of docs/ACCESS.md anew: `npm run access`. */
const path = resolve(import.meta.dirname, '../../docs/ACCESS.md');
const { app } = await createWorld();
writeFileSync(path, rewritten(readFileSync(path, 'utf8'), app.doors()));
await app.close();
