import { openAccess } from '../../src/access/open.ts';
import { by, good, policy, readerOf } from '../access-house.ts';

/** Makes an account with an audit that comes to a stand: says so, and waits to be killed between the two. */
const dir = process.argv[2] ?? '';
const access = await openAccess({
  ...{ dir, policy, readerOf, port: 'Testhaven', secondFactor: 'required', adminPassword: good },
  ...{ onlyDemo: () => false, clock: Date.now, log: { info() {}, warn() {}, error() {} } },
  audit: {
    async record(note) {
      if (note.detail['username'] === 'ann') {
        console.log('not audited yet');
        await new Promise(() => setInterval(() => {}, 60_000));
      }
      return { ...note, seq: 1, at: '', hash: '' };
    },
    seqBefore: () => 0,
    async *behind() {},
  },
});
await access.accounts.create({ username: 'ann', organisation: 'port', roles: ['analyst'] }, by);
