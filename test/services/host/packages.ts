import { join } from 'node:path';
import { Refusal, run, step } from './command.ts';
import { stateFolder } from './state.ts';

const noQuestions = { DEBIAN_FRONTEND: 'noninteractive' };

/** Installs the Debian/Ubuntu packages that are missing; refreshes the package lists only when it has to. */
export async function ensurePackages(names: readonly string[]): Promise<void> {
  const missing = names.filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  requireApt(missing);
  const logFile = join(stateFolder('log'), 'apt.log');
  const install = () =>
    run('apt-get', ['install', '-y', '--no-install-recommends', ...missing], { logFile, env: noQuestions });
  await step(`apt-get install ${missing.join(' ')}`, () => {
    if (install().ok) return;
    run('apt-get', ['update'], { logFile, env: noQuestions });
    const second = install();
    if (!second.ok) {
      throw new Refusal(
        `apt-get could not install ${missing.join(' ')}: ${second.lastLine}; install it by hand and start again (log: ${logFile}).`,
      );
    }
  });
}

/** True when the distribution offers this package. */
export function isOffered(name: string): boolean {
  const policy = run('apt-cache', ['policy', name], { env: { LC_ALL: 'C' } });
  return policy.ok && /Candidate: (?!\(none\))\S/.test(policy.stdout);
}

function isInstalled(name: string): boolean {
  const query = run('dpkg', ['--status', name]);
  return query.ok && /^Status: install ok installed$/m.test(query.stdout);
}

function requireApt(missing: readonly string[]): void {
  const wanted = missing.join(' ');
  if (!run('apt-get', ['--version']).ok) {
    throw new Refusal(
      `There is no apt-get to install ${wanted} with; start a Docker engine, or set REDIS_URL and DATABASE_URL to services of your own.`,
    );
  }
  if (process.getuid?.() !== 0) {
    throw new Refusal(
      `Installing ${wanted} needs root; run "sudo npm run services", start a Docker engine, or set REDIS_URL and DATABASE_URL to services of your own.`,
    );
  }
}
