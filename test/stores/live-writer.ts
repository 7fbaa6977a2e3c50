import { createSnapshotStore } from '../../src/live/snapshot.ts';
import { listeningLog, sampleVessel } from './live-samples.ts';

/** Saves one generation of 2,000 vessels after the other until it is killed; a line for each that is on disk. */
const [dataDir = '', from = '0'] = process.argv.slice(2);
const store = createSnapshotStore({ dataDir, log: listeningLog() });
for (let generation = Number(from) + 1; ; generation++) {
  store.put(Array.from({ length: 2000 }, (_, i) => sampleVessel(1 + i, { heardAtMs: generation })));
  await store.flush();
  process.stdout.write(`${generation}\n`);
}
