import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cacheDir } from '../services/host/trixie.ts';

/** A command that runs a Node script, and the words that come before the script. */
export type Launcher = readonly [command: string, ...words: string[]];

const jazzer = dirname(createRequire(import.meta.url).resolve('@jazzer.js/core'));
export const cli = join(jazzer, 'cli.js');

const works = ([command, ...words]: Launcher): { ok: boolean; why: string } => {
  const { status, stderr } = spawnSync(command, [...words, cli, '--version'], { encoding: 'utf8' });
  return { ok: status === 0, why: /Error: (.*)/.exec(stderr)?.[1] ?? `ended with status ${status}` };
};

/**
 * How the fuzzer can be run here. Its native part is built for glibc 2.38 or later; Debian 12 has 2.36. There the C
 * library of the Debian 13 root is used, which `npm run services` made for TimescaleDB.
 * @throws Error with the reason when neither works
 */
export function launcher(): Launcher {
  const plain: Launcher = [process.execPath];
  const here = works(plain);
  if (here.ok) return plain;
  const root = cacheDir();
  const loader = join(root, 'usr/lib64/ld-linux-x86-64.so.2');
  const borrowed: Launcher = [
    loader,
    '--library-path',
    join(root, 'usr/lib/x86_64-linux-gnu'),
    process.execPath,
  ];
  if (existsSync(loader) && works(borrowed).ok) return borrowed;
  throw new Error(
    `@jazzer.js/core does not run here (${here.why}), and no C library of Debian 13 is in ${root} (npm run services makes one)`,
  );
}
