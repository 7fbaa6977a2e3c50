import { expect, test } from 'vitest';
import { createAddressList, plainAddress } from './address-list.ts';

test('networks and single addresses of both families', () => {
  const allowed = createAddressList(['127.0.0.0/8', '10.1.2.3', 'fd00::/8', '::1']);
  for (const inside of ['127.0.0.1', '127.255.0.9', '10.1.2.3', 'fd12::7', '::1']) {
    expect(allowed(inside), inside).toBe(true);
  }
  for (const outside of ['10.1.2.4', '128.0.0.1', 'fe80::1', '::2', '', 'kallo']) {
    expect(allowed(outside), outside).toBe(false);
  }
});

test('IPv4 in IPv6 form counts as IPv4', () => {
  const allowed = createAddressList(['192.168.0.0/16']);
  expect(allowed('::ffff:192.168.7.7')).toBe(true);
  expect(allowed('::ffff:10.0.0.1')).toBe(false);
  expect(plainAddress('::ffff:192.168.7.7')).toBe('192.168.7.7');
  expect(plainAddress('fd00::1')).toBe('fd00::1');
});

test('0.0.0.0/0 lets every IPv4 address in, an empty list none', () => {
  expect(createAddressList(['0.0.0.0/0'])('203.0.113.9')).toBe(true);
  expect(createAddressList([])('127.0.0.1')).toBe(false);
});

test.each(['loopback', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0/8', 'fd00::/129', ''])(
  'the entry %j is refused by name',
  (entry) => {
    expect(() => createAddressList(['127.0.0.1', entry])).toThrow(`'${entry}'`);
  },
);
