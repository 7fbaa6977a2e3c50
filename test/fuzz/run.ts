import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { cli, type Launcher, launcher } from './engine.ts';
import { seeds } from './seeds.ts';

/**
 * `npm run fuzz -- [seconds] [--runs N] [--only target]`: explores the sentence layer and the decoder by coverage, all
 * targets in turn, 60 s together when nothing is said; `--runs` gives the number of cases for each target instead. An
 * input that throws, hangs for 1 s or takes 512 MiB ends the run with status 1 and is kept in `test/artefacts/fuzz`.
 */
const targets = ['bytes', 'sentences', 'messages'] as const;
type Target = (typeof targets)[number];

const repository = resolve(import.meta.dirname, '../..');
const work = join(repository, 'test/artefacts/fuzz');
const compiled = join(work, 'js');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string' }, only: { type: 'string' } },
});
const seconds = Number(positionals[0] ?? 60);
if (!(seconds >= 1)) throw new Error(`seconds: "${positionals[0]}" is not a number from 1`);
const chosen = targets.filter((target) => values.only === undefined || values.only === target);
if (chosen.length === 0) throw new Error(`--only: "${values.only}" is none of ${targets.join(', ')}`);

/** Jazzer instruments JavaScript; the targets are compiled as the server is. */
function compile(): void {
  rmSync(compiled, { recursive: true, force: true });
  const { status } = spawnSync(
    'npx',
    ['--no-install', 'tsc', '-p', join(import.meta.dirname, 'tsconfig.json')],
    {
      cwd: repository,
      stdio: 'inherit',
    },
  );
  if (status !== 0) throw new Error('the fuzz targets do not compile');
  writeFileSync(join(compiled, 'package.json'), '{ "type": "module" }');
}

function run(target: Target, [command, ...words]: Launcher): boolean {
  const corpus = join(work, 'corpus', target);
  mkdirSync(corpus, { recursive: true });
  seeds(target).forEach((seed, i) => {
    writeFileSync(join(corpus, `seed-${i}`), seed);
  });
  const limit =
    values.runs === undefined
      ? `-max_total_time=${Math.max(1, Math.round(seconds / chosen.length))}`
      : `-runs=${Number(values.runs)}`;
  const script = [cli, join(compiled, 'test/fuzz/targets', `${target}.js`), corpus];
  const jazzerOptions = [
    '--sync',
    '--timeout=1000',
    '--disableBugDetectors=.*',
    `--includes=${compiled}/src`,
  ];
  const fuzzerOptions = [
    limit,
    '-seed=7',
    '-max_len=4096',
    '-rss_limit_mb=512',
    `-artifact_prefix=${work}/${target}-`,
  ];
  const all = [
    ...words,
    ...script,
    ...jazzerOptions,
    '--',
    ...fuzzerOptions,
    '-print_final_stats=1',
    '-verbosity=0',
  ];
  const logFile = join(work, `${target}.log`);
  const log = openSync(logFile, 'w');
  const { status } = spawnSync(command, all, { cwd: work, stdio: ['ignore', log, log] });
  closeSync(log);
  const text = readFileSync(logFile, 'latin1');
  const cases = Number(/number_of_executed_units: (\d+)/.exec(text)?.[1] ?? 0);
  const good = status === 0 && cases > 0;
  console.log(
    `fuzz ${target} ${limit}: ${cases} cases, ${good ? 'nothing found' : `ended with status ${status}`}`,
  );
  if (!good) console.log(text);
  return good;
}

let engine: Launcher | null = null;
try {
  engine = launcher();
} catch (error) {
  console.log(`fuzzing left out: ${(error as Error).message}`);
  process.exitCode = process.env['HW_TEST_SERVICES'] === 'required' ? 1 : 0;
}
if (engine !== null) {
  compile();
  for (const target of chosen) if (!run(target, engine)) process.exitCode = 1;
}
