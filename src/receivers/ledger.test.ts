import { expect, test } from 'vitest';
import { createLedger } from './ledger.ts';

test('a tally starts at zero and is the same one for the same name', () => {
  const ledger = createLedger();
  const tally = ledger.tally('kallo', 'tcp-client');
  expect(tally).toEqual({
    name: 'kallo',
    kind: 'tcp-client',
    connections: 0,
    bytes: 0,
    lines: 0,
    results: { accepted: 0, part: 0, duplicate: 0, other: 0, blank: 0 },
    refused: {},
    sideFaults: {},
    lastHeardMs: null,
    health: null,
  });
  expect(ledger.tally('kallo', 'tcp-client')).toBe(tally);
  expect([...ledger.all()]).toEqual([tally]);
});

test('strangers are folded into `other` without losing a count; the connected and the configured stay', () => {
  const ledger = createLedger(4);
  const connected = ledger.tally('tcp/10.0.0.1', 'tcp-listener');
  connected.connections = 1;
  const configured = ledger.tally('kallo', 'file');
  const heard = ledger.tally('tcp/10.0.0.2', 'tcp-listener');
  heard.lastHeardMs = 5;
  for (let i = 0; i < 1000; i++) {
    const stranger = ledger.tally(`udp/198.51.100.${i}`, 'udp-listener');
    stranger.refused['not-allowed'] = 1;
  }
  const all = [...ledger.all()];
  expect(all.length).toBeLessThanOrEqual(5);
  expect(all).toEqual(expect.arrayContaining([connected, configured, heard]));
  expect(all.reduce((sum, t) => sum + (t.refused['not-allowed'] ?? 0), 0)).toBe(1000);
});

test('of idle receivers the one heard longest ago goes first, with its lines', () => {
  const ledger = createLedger(2);
  const older = ledger.tally('tcp/10.0.0.1', 'tcp-listener');
  Object.assign(older, { lastHeardMs: 100, lines: 7, bytes: 70 });
  older.results.accepted = 6;
  older.refused['bad-checksum'] = 1;
  const newer = ledger.tally('tcp/10.0.0.2', 'tcp-listener');
  newer.lastHeardMs = 200;
  ledger.tally('tcp/10.0.0.3', 'tcp-listener');
  const names = [...ledger.all()].map((t) => t.name);
  expect(names).toEqual(['tcp/10.0.0.2', 'other', 'tcp/10.0.0.3']);
  expect(ledger.tally('other', 'tcp-listener')).toMatchObject({
    lines: 7,
    bytes: 70,
    lastHeardMs: 100,
    results: { accepted: 6 },
    refused: { 'bad-checksum': 1 },
  });
});

test('with every receiver connected, a newcomer is counted as `other`', () => {
  const ledger = createLedger(1);
  ledger.tally('tcp/10.0.0.1', 'tcp-listener').connections = 1;
  expect(ledger.tally('tcp/10.0.0.2', 'tcp-listener').name).toBe('other');
  expect(ledger.tally('tcp/10.0.0.3', 'tcp-listener').name).toBe('other');
});
