import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { aisDocs } from '../src/ais/docs.ts';

/** Writes docs/AIS.md out of the message tables. */
writeFileSync(resolve(import.meta.dirname, '../docs/AIS.md'), aisDocs());
