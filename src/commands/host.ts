import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { doOnHost, type HostAnswer, type HostRequest } from '../access/host/commands.ts';
import { openOffline } from '../access/host/offline.ts';
import { askServer } from '../access/host/socket.ts';
import { loadPolicy } from '../config/policy.ts';
import { type Environment, publicOrigin, readSettings, type Settings } from '../config/settings.ts';
import { signInLink } from '../gateway/access/sign-in-link.ts';
import { lockDirectory } from '../lib/directory-lock.ts';
import type { Log } from '../model/ports.ts';
import { accessDir } from './open-access.ts';

/** What a command on the host says, and where. */
export interface HostOutput {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

export const thisTerminal: HostOutput = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
};

/** Where no server runs: in the files themselves, which no server can open meanwhile. */
async function inFiles(settings: Settings, request: HostRequest, log: Log): Promise<HostAnswer> {
  const { dataDir } = settings;
  mkdirSync(dataDir, { recursive: true });
  const unlock = lockDirectory(join(dataDir, 'serve'));
  try {
    const desks = await openOffline(accessDir(settings), loadPolicy(settings.policyFile), Date.now, log);
    try {
      const linkOf = (token: string): string => signInLink(publicOrigin(settings, settings.port), token);
      return await doOnHost({ ...desks, linkOf }, request);
    } finally {
      await desks.close();
    }
  } finally {
    unlock();
  }
}

/**
 * Has the running server do it, or does it where none runs.
 * @returns the exit code: 0; 1 when it was refused or failed
 */
async function onHost(
  command: 'user' | 'key',
  request: HostRequest,
  env: Environment,
  { out, err }: HostOutput,
): Promise<number> {
  const say = (_fields: object, text: string): void => err(`havenwacht ${command}: ${text}\n`);
  try {
    const settings = readSettings(env);
    const asked = await askServer(accessDir(settings), request);
    const answer = asked ?? (await inFiles(settings, request, { info: say, warn: say, error: say }));
    if (answer.done) out(`${answer.text}\n`);
    else say({}, answer.text);
    return answer.done ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Error) || error instanceof TypeError) throw error;
    say({}, error.message);
    return 1;
  }
}

/** Reads the arguments of `user` or `key` and has it done. */
export async function hostCommand(
  name: 'user' | 'key',
  helpText: string,
  read: (args: readonly string[]) => HostRequest,
  args: readonly string[],
  env: Environment,
  output: HostOutput,
): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    output.out(helpText);
    return 0;
  }
  let request: HostRequest;
  try {
    request = read(args);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    output.err(`havenwacht ${name}: ${error.message}\n${helpText}`);
    return 2;
  }
  return onHost(name, request, env, output);
}
