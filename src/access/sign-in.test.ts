import { afterEach, beforeEach, expect, test } from 'vitest';
import { by, codeAt, from, good, type House, must, openHouse, other } from '../../test/access-house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.end());

const cookie = (secret: string) => ({ cookie: secret, bearer: null, address: from.address });

test('U2 checklist H1: an unknown name, a wrong password and a disabled account cost one check each, and answer the same', async () => {
  const { sessions, accounts } = house.access;
  const { id } = await house.person('ann', 'analyst');
  await house.person('bob', 'analyst');
  must(await accounts.change(id, { disabled: true }, by));
  house.argon.calls.length = 0;
  const answers = [];
  for (const [name, password] of [
    ['nobody', good],
    ['bob', other],
    ['ann', good],
  ] as const)
    answers.push(await sessions.signIn(name, password, from));
  expect(house.argon.calls).toEqual(['verify', 'verify', 'verify']);
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ outcome: 'refused', cause: 'credentials' });
});

test('U4 checklist H2: with the password alone a session may do nothing; the code opens it under a new secret, and works once', async () => {
  const { sessions, gatekeeper } = house.access;
  const person = await house.person('ann', 'harbourmaster');
  house.time.advance(60_000);
  const first = must(await sessions.signIn('Ann ', good, from));
  expect(first.session.owes).toEqual(['code']);
  expect(gatekeeper.whoIs(cookie(first.secret))?.may('picture.read')).toBe('none');
  const { id } = first.session;
  expect(await sessions.proveCode(id, '000000', from)).toMatchObject({ cause: 'credentials', field: 'code' });
  const second = must(await sessions.proveCode(id, person.code(), from));
  expect(second.session).toMatchObject({ id, owes: [] });
  expect(gatekeeper.whoIs(cookie(first.secret))).toBeNull();
  expect(gatekeeper.whoIs(cookie(second.secret))?.may('picture.read')).toBe('all');

  const third = must(await sessions.signIn('ann', good, from));
  expect(await sessions.proveCode(third.session.id, person.code(), from)).toMatchObject({
    outcome: 'refused',
  });
  // also not after a restart
  const again = (await house.again()).sessions;
  expect(await again.proveCode(third.session.id, person.code(), from)).toMatchObject({ outcome: 'refused' });
  house.time.advance(30_000);
  const both = [1, 2].map(() => again.proveCode(third.session.id, person.code(), from));
  expect((await Promise.all(both)).map(({ outcome }) => outcome)).toEqual(['admitted', 'refused']);
});

test('U3 passwords, codes and the present password are guessed at from one allowance, and beyond it nothing is looked at', async () => {
  const person = await house.person('ann', 'harbourmaster');
  const { sessions } = house.access;
  const elsewhere = { address: '198.51.100.1', agent: null };
  house.time.advance(10 * 60_000);
  for (let n = 0; n < 3; n++) await sessions.signIn('ann', other, elsewhere);
  const { session } = must(await sessions.signIn('ann', good, elsewhere));
  for (let n = 0; n < 2; n++)
    expect(await sessions.proveCode(session.id, '000000', elsewhere)).toMatchObject({ cause: 'credentials' });
  house.argon.calls.length = 0;
  const throttled = { cause: 'throttled', retryAfterS: 60 };
  expect(await sessions.proveCode(session.id, person.code(), elsewhere)).toMatchObject(throttled);
  expect(await sessions.signIn('ann', good, elsewhere)).toMatchObject(throttled);
  const own = person.admitted.session.id;
  expect(await sessions.setPassword(own, other, other, elsewhere)).toMatchObject(throttled);
  expect(house.argon.calls).toEqual([]);
  const refusals = house.audit.notes.filter(({ outcome }) => outcome === 'denied');
  expect(refusals.map(({ action, detail }) => `${action} ${detail['why']}`)).toEqual([
    ...Array.from({ length: 3 }, () => 'session.refused name or password'),
    ...['code.refused code', 'code.refused code', 'session.refused too many attempts'],
  ]);
  // from where she signed in last, she gets in
  const home = must(await sessions.signIn('ann', good, from));
  must(await sessions.proveCode(home.session.id, person.code(), from));
});

test('U11 a session that is signed out while something of it is written down is not brought back', async () => {
  const person = await house.person('ann', 'analyst');
  const { sessions, gatekeeper } = house.access;
  const { id } = person.admitted.session;
  const under = [
    sessions.takePurpose(id, { purpose: 'investigation' }, from),
    sessions.setPassword(id, good, other, from),
  ];
  await sessions.end(person.id, id, by);
  for (const answer of await Promise.all(under))
    expect(answer).toMatchObject({ outcome: 'refused', cause: 'credentials' });
  expect(gatekeeper.whoIs(cookie(person.admitted.secret))).toBeNull();
  expect(sessions.of(person.id)).toEqual([]);
});

test('U13 who is disabled while the password is looked at does not get in', async () => {
  const person = await house.person('ann', 'analyst');
  const { sessions, accounts } = house.access;
  const { verify } = house.argon;
  house.argon.verify = async (kept, password) => {
    must(await accounts.change(person.id, { disabled: true }, by));
    return verify(kept, password);
  };
  const under = sessions.signIn('ann', good, from);
  expect(await under).toMatchObject({ cause: 'credentials' });
  expect(sessions.of(person.id)).toEqual([]);
});

test('U4 a code of the period before or behind is taken, one of two periods away is not', async () => {
  const person = await house.person('ann', 'harbourmaster');
  const { sessions } = house.access;
  house.time.advance(10 * 60_000);
  const { session } = must(await sessions.signIn('ann', good, from));
  const secret = person.secret ?? '';
  const nowMs = house.time.clock();
  for (const awayMs of [-60_000, 60_000])
    expect(await sessions.proveCode(session.id, codeAt(secret, nowMs + awayMs), from)).toMatchObject({
      cause: 'credentials',
    });
  must(await sessions.proveCode(session.id, codeAt(secret, nowMs - 30_000), from));
  const next = must(await sessions.signIn('ann', good, from));
  must(await sessions.proveCode(next.session.id, codeAt(secret, nowMs + 30_000), from));
});

test('U5 each of the ten recovery codes works once, however it is typed', async () => {
  const person = await house.person('ann', 'harbourmaster');
  const { sessions } = house.access;
  expect(new Set(person.recoveryCodes).size).toBe(10);
  const [code = ''] = person.recoveryCodes;
  const first = must(await sessions.signIn('ann', good, from));
  must(await sessions.proveCode(first.session.id, ` ${code.toUpperCase().replaceAll('-', ' ')}`, from));
  const second = must(await sessions.signIn('ann', good, from));
  expect(await sessions.proveCode(second.session.id, code, from)).toMatchObject({ cause: 'credentials' });
  must(await sessions.proveCode(second.session.id, person.recoveryCodes[1] ?? '', from));
  expect(house.audit.notes.findLast(({ action }) => action === 'code.accepted')?.detail).toMatchObject({
    way: 'recovery-code',
    recoveryCodesLeft: 8,
  });
});

test('U6 a one-time link works once, for 24 hours, and what it begins owes a password', async () => {
  const { sessions, accounts } = house.access;
  const ann = must(await accounts.create({ username: 'ann', organisation: 'port', roles: ['analyst'] }, by));
  const { session } = must(await sessions.signInByLink(ann.token, from));
  expect(session.owes).toEqual(['password']);
  expect(await sessions.signInByLink(ann.token, from)).toMatchObject({ cause: 'credentials' });
  const { token } = must(await accounts.reset(ann.account.id, { secondFactor: false }, by));
  expect(sessions.state(session.id)).toBeNull();
  house.time.advance(24 * 3_600_000);
  expect(await sessions.signInByLink(token, from)).toMatchObject({ cause: 'credentials' });
});

test('U1 a password that is short, listed, guessable or a name is refused with what to do', async () => {
  const { sessions, accounts } = house.access;
  const begin = async (username: string, role: 'analyst' | 'administrator') => {
    const { token } = must(await accounts.create({ username, organisation: 'port', roles: [role] }, by));
    return must(await sessions.signInByLink(token, from)).session.id;
  };
  const analyst = await begin('annelies', 'analyst');
  const administrator = await begin('bob', 'administrator');
  for (const [session, password, said] of [
    [analyst, 'k7!mQ2zP9xw', /at least 12 characters/],
    [administrator, 'k7!mQ2zP9xwL4v', /at least 15 characters/],
    [analyst, 'x'.repeat(257), /at most 256/],
    [analyst, 'Password1234', /lists of stolen/],
    [analyst, 'Password@4321', /easily guessed/],
    [analyst, 'aaaaaaaaaaaaaaaaaaaa', /easily guessed/],
    [analyst, 'ik ben Annelies en jij', /must not hold the username/],
    [analyst, 'de haven testhaven is mooi', /name of the port/],
  ] as const)
    expect(await sessions.setPassword(session, null, password, from)).toMatchObject({
      ...{ outcome: 'refused', cause: 'invalid', field: 'password' },
      detail: expect.stringMatching(said),
    });
  must(await sessions.setPassword(analyst, null, 'k7!mQ2zP9xwL', from));
  must(await sessions.setPassword(administrator, null, 'k7!mQ2zP9xwL4vB', from));
});

test('U10 a new password needs the present one, ends the other sessions, and goes on under a new secret', async () => {
  const { sessions, gatekeeper } = house.access;
  const person = await house.person('ann', 'analyst');
  const second = must(await sessions.signIn('ann', good, from));
  const { id } = person.admitted.session;
  expect(await sessions.setPassword(id, null, other, from)).toMatchObject({ field: 'current' });
  expect(await sessions.setPassword(id, other, other, from)).toMatchObject({ cause: 'credentials' });
  const after = must(await sessions.setPassword(id, good, other, from));
  expect(after.session.id).toBe(id);
  expect(gatekeeper.whoIs(cookie(person.admitted.secret))).toBeNull();
  expect(gatekeeper.whoIs(cookie(second.secret))).toBeNull();
  expect(gatekeeper.whoIs(cookie(after.secret))?.subject.name).toBe('ann');
  expect(await sessions.signIn('ann', good, from)).toMatchObject({ cause: 'credentials' });
  must(await sessions.signIn('ann', other, from));
});

test('U8 an account that a provider vouched for is made once, takes its roles from there, and owes nothing', async () => {
  const { sessions, accounts } = house.access;
  const who = { issuer: 'https://id.example', subject: '17', organisation: 'port', username: 'Zoë@port.be' };
  const first = must(await sessions.signInFederated({ ...who, roles: ['harbourmaster'] }, from));
  expect(first.session).toMatchObject({ owes: [], account: { username: 'zoe', roles: ['harbourmaster'] } });
  const second = must(await sessions.signInFederated({ ...who, roles: ['analyst'] }, from));
  expect(second.session.account).toMatchObject({ id: first.session.account.id, roles: ['analyst'] });
  expect(sessions.state(first.session.id)).toBeNull();
  const namesake = must(await sessions.signInFederated({ ...who, subject: '18', roles: ['analyst'] }, from));
  expect(namesake.session.account.username).toBe('zoe-2');
  must(await accounts.change(second.session.account.id, { disabled: true }, by));
  expect(await sessions.signInFederated({ ...who, roles: ['analyst'] }, from)).toMatchObject({
    cause: 'credentials',
  });
  expect(await sessions.signIn('zoe-2', good, from)).toMatchObject({ cause: 'credentials' });
});
