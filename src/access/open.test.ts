import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { by, from, good, type House, must, openHouse, other, testAudit } from '../../test/access-house.ts';
import { openAppendFile } from '../lib/append-file.ts';
import type { AccessOptions } from './open.ts';

let house: House;
const open = async (more: Partial<AccessOptions> = {}): Promise<House> => {
  house = await openHouse(more);
  return house;
};
afterEach(() => house.end());

const cookie = (secret: string) => ({ cookie: secret, bearer: null, address: from.address });
const bearer = (key: string) => ({ cookie: null, bearer: key, address: from.address });
const actions = () => house.audit.notes.map(({ action }) => action);
const minuteMs = 60_000;

test('U7 without a password the first start gives a link to the account admin, which the next start replaces', async () => {
  const { access } = await open({ adminPassword: null });
  expect(access.accounts.list()).toMatchObject([
    { username: 'admin', organisation: 'port', roles: ['administrator', 'harbourmaster'] },
  ]);
  const first = access.firstToken ?? '';
  const second = (await house.again()).firstToken ?? '';
  expect(await house.access.sessions.signInByLink(first, from)).toMatchObject({ outcome: 'refused' });
  const { session } = must(await house.access.sessions.signInByLink(second, from));
  expect(session.owes).toEqual(['password', 'second-factor']);
  expect(house.access.accounts.list()).toHaveLength(1);
  must(await house.access.sessions.setPassword(session.id, null, good, from));
  expect((await house.again()).firstToken).toBeNull();
});

test('U7 the link of a first start works for an hour', async () => {
  const { access, time } = await open({ adminPassword: null });
  time.advance(60 * minuteMs);
  expect(await access.sessions.signInByLink(access.firstToken ?? '', from)).toMatchObject({
    cause: 'credentials',
  });
});

test('U7 HW_ADMIN_PASSWORD makes the account admin, which owes a second factor, and changes nothing later', async () => {
  const { access } = await open();
  expect(access.firstToken).toBeNull();
  const { session } = must(await access.sessions.signIn('admin', good, from));
  expect(session.owes).toEqual(['second-factor']);
  const later = await house.again({ adminPassword: other, secondFactor: 'optional' });
  expect(await later.sessions.signIn('admin', other, from)).toMatchObject({ cause: 'credentials' });
  expect(must(await later.sessions.signIn('admin', good, from)).session.owes).toEqual([]);
  expect(house.said).toEqual([expect.stringMatching(/HW_ADMIN_PASSWORD is for the first start only/)]);
});

test('U7 HW_ADMIN_PASSWORD that is short or listed stops the start with a sentence', async () => {
  await open({ adminPassword: null });
  for (const [adminPassword, said] of [
    ['elevenchars', /HW_ADMIN_PASSWORD cannot be used: .*12 characters/],
    ['Password1234', /HW_ADMIN_PASSWORD cannot be used: .*lists of stolen/],
  ] as const)
    await expect(openHouse({ adminPassword })).rejects.toThrow(said);
});

test('U19 while only simulated traffic is shown, the first link shows it, and nothing of accounts, keys and audit until there is a password', async () => {
  const { access } = await open({ adminPassword: null, onlyDemo: () => true });
  const { session, secret } = must(await access.sessions.signInByLink(access.firstToken ?? '', from));
  expect(session.owes).toEqual([]);
  const reader = access.gatekeeper.whoIs(cookie(secret));
  expect(reader?.may('picture.read')).toBe('all');
  for (const action of ['accounts.manage', 'keys.manage', 'audit.read', 'glass.break'] as const)
    expect(reader?.may(action)).toBe('none');
  expect(await access.sessions.takePurpose(session.id, { purpose: 'investigation' }, from)).toMatchObject({
    cause: 'conflict',
  });
  const paid = must(await access.sessions.setPassword(session.id, null, good, from));
  expect(paid.session.owes).toEqual(['second-factor']);
  expect(access.gatekeeper.whoIs(cookie(paid.secret))?.may('picture.read')).toBe('none');
});

test('U9 U12 checklist H5: a session ends 30 minutes after its last use and 12 hours after it began, over restarts and set clocks', async () => {
  await open();
  const ann = await house.person('ann', 'analyst');
  const alive = () => house.access.gatekeeper.whoIs(cookie(ann.admitted.secret)) !== null;
  house.time.advance(29 * minuteMs);
  expect(alive()).toBe(true);
  await house.again({}, 29 * minuteMs);
  expect(alive()).toBe(true);
  // set back while the server was down: that lengthens nothing
  await house.again({ clock: () => house.time.clock() - 86_400_000 }, 29 * minuteMs);
  for (let n = 0; n < 24; n++) {
    expect(alive()).toBe(true);
    house.time.advance(27 * minuteMs);
  }
  expect(alive()).toBe(true);
  house.time.advance(15 * minuteMs);
  expect(alive()).toBe(false);
});

test('U9 a session that idled away is told, and so is who watches', async () => {
  await open();
  await house.person('ann', 'analyst');
  let told = 0;
  house.access.gatekeeper.onChange(() => told++);
  house.time.advance(30 * minuteMs + 1_000);
  expect(told).toBeGreaterThan(0);
  expect(house.audit.notes.at(-1)).toMatchObject({ action: 'session.ended', detail: { why: 'idle' } });
});

test('U11 checklist H5: a session that was signed out opens nothing, also after a restart; one ends another of its own', async () => {
  await open();
  const before = house.access;
  const ann = await house.person('ann', 'analyst');
  const second = must(
    await before.sessions.signIn('ann', good, { address: '192.0.2.8', agent: 'x'.repeat(500) }),
  );
  expect(before.sessions.of(ann.id).map(({ address, agent }) => [address, agent?.length])).toEqual(
    expect.arrayContaining([
      ['192.0.2.8', 200],
      ['192.0.2.7', 9],
    ]),
  );
  const reader = before.gatekeeper.whoIs(cookie(second.secret));
  if (reader === null) throw new Error('nobody');
  const { sessions, gatekeeper } = await house.again();
  const onDisk = () => readFileSync(join(house.dir, 'sessions.json'), 'utf8');
  expect(onDisk()).toContain(second.session.id);
  expect(await sessions.end('account/other', second.session.id, by)).toBe(false);
  expect(await sessions.end(ann.id, second.session.id, by)).toBe(true);
  // at once: a process that is killed now must not bring it back
  expect(onDisk()).not.toContain(second.session.id);
  expect(gatekeeper.whoIs(cookie(second.secret))).toBeNull();
  expect(gatekeeper.again(reader.subject)).toBeNull();
  const later = await house.again();
  expect(later.gatekeeper.whoIs(cookie(second.secret))).toBeNull();
  expect(later.gatekeeper.whoIs(cookie(ann.admitted.secret))?.subject.name).toBe('ann');
});

test('U12 who has signed in, or goes on under a new secret, is on disk before the answer', async () => {
  await open();
  const onDisk = () => readFileSync(join(house.dir, 'sessions.json'), 'utf8');
  const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');
  const { admitted } = await house.person('ann', 'traffic-controller');
  expect(onDisk()).toContain(hashOf(admitted.secret));
  const wish = { purpose: 'emergency', reason: 'fire on board of a tanker', minutes: 5 } as const;
  const { secret } = must(await house.access.sessions.takePurpose(admitted.session.id, wish, from));
  expect(onDisk()).toContain(hashOf(secret));
  expect(onDisk()).not.toContain(hashOf(admitted.secret));
});

test('U12 a damaged file of sessions signs everybody out and is told, and a damaged entry signs out one', async () => {
  await open();
  const ann = await house.person('ann', 'analyst');
  const bob = await house.person('bob', 'analyst');
  const path = join(house.dir, 'sessions.json');
  await house.again();
  await house.access.close();
  const saved = JSON.parse(readFileSync(path, 'utf8'));
  saved.sessions.find((s: { account: string }) => s.account === ann.id).ageMs = 'old';
  writeFileSync(path, JSON.stringify(saved));
  const reopened = await house.reopen();
  expect(reopened.gatekeeper.whoIs(cookie(ann.admitted.secret))).toBeNull();
  expect(reopened.gatekeeper.whoIs(cookie(bob.admitted.secret))).not.toBeNull();
  await house.access.close();
  writeFileSync(path, '{"version":1');
  const third = await house.reopen();
  expect(third.gatekeeper.whoIs(cookie(bob.admitted.secret))).toBeNull();
  expect(house.said.at(-1)).toMatch(/everybody has to sign in again/);
});

test('U13 sessions of an account that is disabled or changed end at once, and stay ended', async () => {
  await open();
  const { accounts, gatekeeper, sessions } = house.access;
  const ann = await house.person('ann', 'analyst');
  let told = 0;
  gatekeeper.onChange(() => told++);
  must(await accounts.change(ann.id, { roles: ['auditor'] }, by));
  expect(told).toBe(1);
  expect(gatekeeper.whoIs(cookie(ann.admitted.secret))).toBeNull();
  const next = must(await sessions.signIn('ann', good, from));
  must(await accounts.change(ann.id, { disabled: true }, by));
  expect(gatekeeper.whoIs(cookie(next.secret))).toBeNull();
  expect((await house.again()).gatekeeper.whoIs(cookie(next.secret))).toBeNull();
});

test('U22 the last administrator who can sign in is neither disabled nor loses the role; others are', async () => {
  await open();
  const { accounts } = house.access;
  const admin = accounts.get('admin')?.id ?? '';
  expect(await accounts.change(admin, { disabled: true }, by)).toMatchObject({ cause: 'conflict' });
  expect(await accounts.change(admin, { roles: ['harbourmaster'] }, by)).toMatchObject({ cause: 'conflict' });
  await house.person('ann', 'administrator');
  must(await accounts.change(admin, { disabled: true }, by));
});

test('U22 names are never given twice, and an organisation has only its roles', async () => {
  await open();
  const { accounts, keys } = house.access;
  const make = (username: string, organisation: string, role: 'analyst' | 'terminal-operator') =>
    accounts.create({ username, organisation, roles: [role] }, by);
  expect(await make('admin', 'port', 'analyst')).toMatchObject({ cause: 'conflict', field: 'username' });
  expect(await make('Ann', 'port', 'analyst')).toMatchObject({ cause: 'invalid', field: 'username' });
  expect(await make('ann', 'terminal', 'analyst')).toMatchObject({ cause: 'invalid', field: 'roles' });
  expect(await make('ann', 'nowhere', 'analyst')).toMatchObject({ cause: 'invalid', field: 'organisation' });
  must(await keys.create({ name: 'kallo', organisation: 'port', roles: ['receiver'], days: 1 }, by));
  expect(await make('kallo', 'port', 'analyst')).toMatchObject({ cause: 'conflict' });
});

test('U14 emergency needs a reason and a time, is told before it opens anything, and ends by itself', async () => {
  await open();
  const { sessions, gatekeeper } = house.access;
  const ann = await house.person('ann', 'traffic-controller');
  const { id } = ann.admitted.session;
  expect(ann.admitted.session).toMatchObject({ purpose: 'duty', purposeUntil: null });
  const take = (wish: object) => sessions.takePurpose(id, { purpose: 'emergency', ...wish }, from);
  expect(await take({ minutes: 5 })).toMatchObject({ cause: 'invalid', field: 'reason' });
  expect(await take({ reason: 'fire on board of a tanker' })).toMatchObject({ field: 'minutes' });
  expect(await sessions.takePurpose(id, { purpose: 'statistics' }, from)).toMatchObject({ field: 'purpose' });
  house.audit.refuses = 'the disk is full';
  await expect(take({ reason: 'fire on board of a tanker', minutes: 5 })).rejects.toThrow('the disk is full');
  expect(sessions.state(id)?.purpose).toBe('duty');
  house.audit.refuses = null;
  const broken = must(await take({ reason: 'fire on board of a tanker', minutes: 5 }));
  expect(broken.session).toMatchObject({ purpose: 'emergency', purposeUntil: '2026-11-25T10:05:10.000Z' });
  expect(house.audit.notes.at(-1)).toMatchObject({
    ...{ action: 'glass.broken', purpose: 'emergency' },
    detail: { reason: 'fire on board of a tanker', minutes: 5 },
  });
  const { organisation } = broken.session.account;
  expect(sessions.brokenGlass()).toEqual([
    { by: 'ann', organisation, reason: 'fire on board of a tanker', until: '2026-11-25T10:05:10.000Z' },
  ]);
  expect(gatekeeper.whoIs(cookie(ann.admitted.secret))).toBeNull();
  house.time.advance(5 * minuteMs);
  expect(gatekeeper.whoIs(cookie(broken.secret))?.subject.purpose).toBe('duty');
  expect(house.audit.notes.at(-1)).toMatchObject({ action: 'purpose.changed' });
  expect(sessions.brokenGlass()).toEqual([]);
});

test('U15 checklist H7: a key opens until it is revoked or too old, and neither files nor logs have what could be used', async () => {
  await open();
  const { keys, gatekeeper } = house.access;
  const ask = { name: 'kallo', organisation: 'port', roles: ['receiver'] as const };
  const one = must(await keys.create({ ...ask, days: 1 }, by));
  const two = must(await keys.create({ ...ask, days: 2 }, by));
  expect(await keys.create({ ...ask, days: 2 }, by)).toMatchObject({ cause: 'conflict' });
  expect(gatekeeper.whoIs(bearer(one.key))?.subject).toMatchObject({ kind: 'key', name: 'kallo', owes: [] });
  const forged = `hw_${two.about.id.slice(4)}_${one.key.slice(-43)}`;
  for (const wrong of [forged, `${one.key}x`, one.key.slice(0, -1), 'hw__', ''])
    expect(gatekeeper.whoIs(bearer(wrong))).toBeNull();
  const { subject } = gatekeeper.whoIs(bearer(two.key)) ?? {};
  must(await keys.revoke(two.about.id, by));
  expect(gatekeeper.whoIs(bearer(two.key))).toBeNull();
  expect(subject && gatekeeper.again(subject)).toBeNull();
  const later = await house.again();
  expect(later.keys.list()).toMatchObject([
    { lastUsedAt: '2026-11-25T10:00:10.000Z', revokedAt: null },
    { revokedAt: '2026-11-25T10:00:10.000Z' },
  ]);
  expect(later.gatekeeper.whoIs(bearer(one.key))).not.toBeNull();
  house.time.advance(86_400_000);
  expect(later.gatekeeper.whoIs(bearer(one.key))).toBeNull();
  const texts = [JSON.stringify(house.audit.notes), ...house.said, ...filesOf(house.dir)].join('\n');
  for (const { key } of [one, two]) expect(texts).not.toContain(key.slice(-43));
});

const filesOf = (dir: string): string[] =>
  readdirSync(dir).map((file) => readFileSync(join(dir, file), 'utf8'));

test('U20 checklist H16: passwords, links, cookies and recovery codes are in no file, note or log, and only the server may look into the directory', async () => {
  await open();
  const { accounts, sessions } = house.access;
  const ann = await house.person('ann', 'harbourmaster');
  const link = must(await accounts.create({ username: 'bob', organisation: 'port', roles: ['analyst'] }, by));
  await sessions.signIn('my-password-typed-as-name', other, from);
  const secrets = [good, other, ann.admitted.secret, link.token, ...ann.recoveryCodes];
  await house.again();
  const texts = [JSON.stringify(house.audit.notes), ...house.said, ...filesOf(house.dir)].join('\n');
  for (const secret of [...secrets, ...ann.recoveryCodes.map((code) => code.replaceAll('-', ''))])
    expect(texts).not.toContain(secret);
  expect(texts).not.toContain('my-password-typed-as-name');
  expect(statSync(house.dir).mode & 0o077).toBe(0);
});

test('U18 checklist H19: a disk that refuses lets nobody in, and those who are in go on', async () => {
  let full = false;
  await open({
    openFile: async (path) => {
      const file = await openAppendFile(path);
      return {
        ...file,
        append: (bytes) => (full ? Promise.reject(new Error('no space left')) : file.append(bytes)),
      };
    },
  });
  const { sessions, accounts, gatekeeper } = house.access;
  const ann = await house.person('ann', 'analyst');
  const bob = must(await accounts.create({ username: 'bob', organisation: 'port', roles: ['analyst'] }, by));
  full = true;
  house.audit.refuses = 'no space left';
  await expect(sessions.signIn('ann', good, from)).rejects.toThrow('no space left');
  await expect(sessions.signInByLink(bob.token, from)).rejects.toThrow('no space left');
  await expect(accounts.change(ann.id, { disabled: true }, by)).rejects.toThrow('no space left');
  expect(house.access.degraded).toMatch(/cannot be written: no space left/);
  expect(sessions.of(ann.id)).toHaveLength(1);
  expect(gatekeeper.whoIs(cookie(ann.admitted.secret))?.subject.name).toBe('ann');
  expect(await sessions.end(ann.id, ann.admitted.session.id, by)).toBe(true);
  expect(gatekeeper.whoIs(cookie(ann.admitted.secret))).toBeNull();
  full = false;
  house.audit.refuses = null;
  must(await sessions.signInByLink(bob.token, from));
  expect(house.access.degraded).toBeNull();
});

test('U18 sessions that cannot be written are told, tried again each second, and healthy when they are', async () => {
  let full = false;
  const written: string[] = [];
  await open({
    async writeSessions(_path, text) {
      if (full) throw new Error('no space left');
      written.push(text);
    },
  });
  full = true;
  const ann = await house.person('ann', 'analyst');
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  house.time.advance(1_000);
  await settled();
  expect(house.access.degraded).toMatch(/sessions cannot be written: .*no space left/);
  full = false;
  house.time.advance(1_000);
  await settled();
  expect(house.access.degraded).toBeNull();
  expect(written.at(-1)).toContain(ann.admitted.session.id);
});

test('U17 what a crash left unaudited is audited at the next start, once', async () => {
  await open();
  const { accounts } = house.access;
  await house.person('ann', 'analyst');
  house.audit.refuses = 'no space left';
  const bob = { username: 'bob', organisation: 'port', roles: ['analyst'] } as const;
  await expect(accounts.create(bob, by)).rejects.toThrow('no space left');
  expect(accounts.get('bob')).not.toBeNull();
  house.audit.refuses = null;
  const before = house.audit.notes.length;
  await house.again();
  expect(house.audit.notes.slice(before)).toMatchObject([
    { action: 'account.made', actor: { name: 'host' }, detail: { username: 'bob', at: expect.any(String) } },
  ]);
  await house.again();
  expect(house.audit.notes).toHaveLength(before + 1);
  // the whole life is told from the journal alone when there is no audit at all
  const fresh = testAudit();
  await house.again({ audit: fresh });
  expect(fresh.notes.map(({ action }) => action)).toEqual(['account.made']);
  expect(actions()).toEqual(expect.arrayContaining(['account.made', 'session.begun', 'password.changed']));
});
