import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readerOf } from '../../src/access/policy/reader.ts';
import { type OpenedAccess, openAccess } from '../../src/commands/open-access.ts';
import { loadPolicy } from '../../src/config/policy.ts';
import { readSettings } from '../../src/config/settings.ts';
import { lockDirectory } from '../../src/lib/directory-lock.ts';
import { from, good, must, type TestAudit, testAudit } from '../access-house.ts';

const root = resolve(import.meta.dirname, '../..');
let dataDir: string;
let audit: TestAudit;
let said: string[];
let stop: () => Promise<void>;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'host-commands-'));
  audit = testAudit();
  said = [];
  stop = async () => {};
});
afterEach(async () => {
  await stop();
  rmSync(dataDir, { recursive: true });
});

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A command as a process of its own. */
async function run(...args: readonly string[]): Promise<Run> {
  const { PATH = '', HOME = '' } = process.env;
  const options = { cwd: root, env: { PATH, HOME, DATA_DIR: dataDir } };
  const command = ['--import', 'tsx', 'src/main.ts', ...args];
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, command, options);
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

/** What a server has of accounts, in this process, with the directory locked as a server does. */
async function serve(): Promise<OpenedAccess> {
  const settings = readSettings({ DATA_DIR: dataDir, HW_ADMIN_PASSWORD: good });
  const policy = loadPolicy(settings.policyFile);
  const say = (fields: object, text: string) => void said.push(`${text} ${JSON.stringify(fields)}`);
  const unlock = lockDirectory(join(dataDir, 'serve'));
  const access = await openAccess(settings, {
    ...{ policy, audit, port: 'Antwerp', clock: Date.now, log: { info: say, warn: say, error: say } },
    readerOf: (subject) => readerOf(policy, subject),
  });
  await access.announce('https://watch.example');
  stop = async () => {
    await access.close();
    unlock();
  };
  return access;
}
const tokenIn = ({ out }: Run): string => /#link=(\S+)/.exec(out)?.[1] ?? '';

test('U21 the host manages accounts and keys while the server runs, and the server acts by it at once', async () => {
  const { sessions, gatekeeper } = await serve();
  expect(statSync(join(dataDir, 'access/commands.sock')).mode & 0o777).toBe(0o600);
  const added = await run('user', 'add', 'ann', '--roles', 'traffic-controller');
  expect(added).toMatchObject({ code: 0, out: expect.stringContaining('https://watch.example/#link=') });
  const admitted = must(await sessions.signInByLink(tokenIn(added), from));
  const who = () => gatekeeper.whoIs({ cookie: admitted.secret, bearer: null, address: '' });
  expect(who()?.subject.name).toBe('ann');
  expect(await run('user', 'disable', 'ann')).toMatchObject({ code: 0, err: '' });
  expect(who()).toBeNull();
  expect((await run('user', 'list')).out).toMatch(/^ann +port +traffic-controller +disabled/m);
  expect(await run('user', 'disable', 'admin')).toMatchObject({
    ...{ code: 1, out: '' },
    err: expect.stringMatching(/^havenwacht user: this is the last administrator/),
  });
  const key = await run('key', 'add', 'kallo', '--roles', 'receiver', '--days', '7');
  const bearer = key.out.split('\n')[0] ?? '';
  expect(gatekeeper.whoIs({ cookie: null, bearer, address: '' })?.subject.name).toBe('kallo');
  const id = /key\/\w+/.exec(key.out)?.[0] ?? '';
  expect(await run('key', 'revoke', id)).toMatchObject({ code: 0 });
  expect(gatekeeper.whoIs({ cookie: null, bearer, address: '' })).toBeNull();
  expect(audit.notes.filter(({ actor }) => actor?.name === 'host').map(({ action }) => action)).toEqual([
    ...['account.made', 'account.disabled', 'key.made', 'key.revoked'],
  ]);
  for (const secret of [bearer, tokenIn(added)]) expect(said.join('\n')).not.toContain(secret);
});

test('U21 without a server the files are changed, and the next server has it audited and opens the link', async () => {
  const added = await run('user', 'add', 'ann', '--roles', 'analyst');
  expect(added.code).toBe(0);
  expect(await run('user', 'add', 'ann', '--roles', 'analyst')).toMatchObject({
    ...{ code: 1, err: expect.stringContaining("'ann' is taken") },
  });
  const { sessions } = await serve();
  expect(audit.notes).toMatchObject([
    { action: 'account.made', actor: { name: 'host' }, detail: { username: 'ann' } },
    { action: 'account.made', detail: { username: 'admin' } },
  ]);
  expect(must(await sessions.signInByLink(tokenIn(added), from)).session.owes).toEqual(['password']);
});

test('U21 an administrator who is locked out gets a new link on the host, without the second factor that was lost', async () => {
  const { sessions } = await serve();
  let { session } = must(await sessions.signIn('admin', good, from));
  const { secret } = must(await sessions.beginSecondFactor(session.id));
  const { TOTP } = await import('otpauth');
  const code = new TOTP({ secret }).generate();
  must(await sessions.confirmSecondFactor(session.id, code, from));
  const kept = await run('user', 'reset', 'admin');
  expect(sessions.state(session.id)).toBeNull();
  session = must(await sessions.signInByLink(tokenIn(kept), from)).session;
  expect(session.owes).toEqual(['code', 'password']);
  const bare = await run('user', 'reset', 'admin', '--second-factor');
  session = must(await sessions.signInByLink(tokenIn(bare), from)).session;
  expect(session.owes).toEqual(['password', 'second-factor']);
});

test('U17 a process that is killed between the journal and the audit leaves both, when the next one has started', async () => {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/kills/access-child.ts', join(dataDir, 'access')],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const exit = once(child, 'exit');
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await exit;
  const { accounts } = await serve();
  expect(accounts.get('ann')).not.toBeNull();
  expect(audit.notes.map(({ detail }) => detail['username'])).toContain('ann');
});

test('U21 what cannot be asked for exits with 2 and says how; a server that holds the files without taking commands is named', async () => {
  for (const [args, sentence] of [
    [['user', 'add', 'ann'], /--roles is missing; known: harbourmaster/],
    [['user', 'add', 'ann', '--roles', 'pirate'], /there is no role "pirate"/],
    [['user', 'forget', 'ann'], /there is no command "user forget"/],
    [['key', 'add', 'k', '--roles', 'receiver', '--days', '0'], /--days="0" is not a whole number/],
    [['key', 'revoke'], /name one ID/],
  ] as const)
    expect(await run(...args)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(sentence) });
  const unlock = lockDirectory(join(dataDir, 'serve'));
  expect(await run('user', 'list')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/is in use by process/),
  });
  unlock();
  expect(() => readFileSync(join(dataDir, 'access/accounts.journal'))).toThrow('ENOENT');
});
