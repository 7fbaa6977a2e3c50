import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Refusal, run, step } from './command.ts';
import { debianMirror } from './mirror.ts';
import { ensurePackages } from './packages.ts';
import { stateFolder } from './state.ts';

const packages = 'postgresql-17,postgresql-17-timescaledb';
/** Written as the last act of making a root; a root without it is half made. */
const doneMark = '.havenwacht-root-is-complete';
/** Followed by the pid of the process that makes it. */
const draftSuffix = '.draft-';

/** Where the finished Debian 13 root is kept for every checkout on this machine. */
export function cacheDir(): string {
  const { HW_TIMESCALEDB_ROOT } = process.env;
  return HW_TIMESCALEDB_ROOT ?? '/var/cache/havenwacht/trixie-timescaledb';
}

/** Makes the Debian 13 root with PostgreSQL and TimescaleDB once per machine; resolves to its path. */
export async function ensureCachedRoot(): Promise<string> {
  const root = cacheDir();
  if (isComplete(root)) return root;
  await ensurePackages(['debootstrap', 'debian-archive-keyring']);
  mkdirSync(dirname(root), { recursive: true });
  removeRoot(root);
  removeAbandonedDrafts(root);
  const draft = `${root}${draftSuffix}${process.pid}`;
  const logFile = join(stateFolder('log'), 'debootstrap.log');
  await step(
    `debootstrap of Debian 13 with TimescaleDB into ${root} (once per machine, about a minute)`,
    () => {
      const mirror = debianMirror();
      const args = ['--variant=minbase', `--include=${packages}`, 'trixie', draft, mirror];
      const made = run('debootstrap', args, { logFile });
      if (!made.ok) {
        removeRoot(draft);
        throw new Refusal(
          `debootstrap failed with ${mirror}: ${made.lastLine}; check the network or name another mirror in HW_DEBIAN_MIRROR (log: ${logFile}).`,
        );
      }
      run('find', [join(draft, 'var/cache/apt/archives'), '-name', '*.deb', '-delete']);
      writeFileSync(join(draft, doneMark), `${packages}\n`);
      takePlace(draft, root);
    },
  );
  return root;
}

/** A root of this checkout's own: hard links to the cache where the file system allows it, else a copy. */
export async function ensureOwnRoot(): Promise<string> {
  const own = join(stateFolder('timescaledb'), 'root');
  if (isComplete(own)) return own;
  const cached = await ensureCachedRoot();
  removeRoot(own);
  const draft = `${own}.draft`;
  removeRoot(draft);
  await step('linking the Debian 13 root into .services', () => {
    if (run('cp', ['-al', cached, draft]).ok) return;
    removeRoot(draft);
    const copied = run('cp', ['-a', cached, draft]);
    if (!copied.ok) throw new Refusal(`Copying ${cached} to ${draft} failed: ${copied.lastLine}.`);
  });
  renameSync(draft, own);
  return own;
}

function isComplete(root: string): boolean {
  const mark = join(root, doneMark);
  return existsSync(mark) && readFileSync(mark, 'utf8').trim() === packages;
}

function removeAbandonedDrafts(root: string): void {
  const prefix = basename(root) + draftSuffix;
  for (const name of readdirSync(dirname(root)).filter((entry) => entry.startsWith(prefix))) {
    const maker = name.slice(prefix.length);
    if (!existsSync(join('/proc', maker))) removeRoot(join(dirname(root), name));
  }
}

/** Another checkout may have finished first: then its root stays and ours goes. */
function takePlace(draft: string, root: string): void {
  try {
    renameSync(draft, root);
  } catch (error) {
    removeRoot(draft);
    if (!isComplete(root)) throw error;
  }
}

/** An interrupted debootstrap can leave /proc and /sys mounted inside: those come off first and are never entered. */
function removeRoot(root: string): void {
  if (!existsSync(root)) return;
  const inside = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((point) => point.startsWith(`${root}/`));
  for (const point of inside.reverse()) run('umount', [point]);
  const removed = run('rm', ['-rf', '--one-file-system', root]);
  if (!removed.ok) throw new Refusal(`Removing the unfinished ${root} failed: ${removed.lastLine}.`);
}
