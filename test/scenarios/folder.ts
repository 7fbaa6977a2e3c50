import { resolve } from 'node:path';

/** Where the scenario files lie. */
export const folder = resolve(import.meta.dirname, '../../fixtures/scenarios');
