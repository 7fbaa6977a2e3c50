import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Link, ReceiverKind } from '../model/reception.ts';
import { createLedger } from './ledger.ts';
import { openRecent } from './recent.ts';

let dir = '';
let complaints: string[] = [];
let handedOn: string[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'havenwacht-recent-'));
  complaints = [];
  handedOn = [];
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const startMs = Date.UTC(2026, 2, 2, 6);
const link: Link = {
  bytes: (chunk) => void handedOn.push(Buffer.from(chunk).toString('latin1')),
  end: () => void handedOn.push('end'),
};

function open(limits: { windowMs?: number; maxBytes?: number; dir?: string } = {}) {
  const complain = (_: object, text: string): void => void complaints.push(text);
  const recent = openRecent({
    ...{ dir, windowMs: 600_000, maxBytes: 1_000_000, ...limits },
    ...{ log: { info() {}, warn: complain, error: complain }, isRecorded: ({ name }) => name === 'logger' },
  });
  const ledger = createLedger();
  return {
    recent,
    link: (name = 'kallo', kind: ReceiverKind = 'tcp-listener') =>
      recent.keep(() => link)(ledger.tally(name, kind)),
    texts: (fromMs = 0, toMs = Number.POSITIVE_INFINITY) =>
      [...recent.heard(fromMs, toMs)].map(
        ({ chunk, link: from, receiver }) => `${receiver} ${from} ${chunk?.toString('latin1') ?? 'end'}`,
      ),
  };
}

test('A16 what links handed on is there again in a later run, byte by byte, with time, link and receiver', () => {
  const first = open();
  const kallo = first.link();
  kallo.bytes(Buffer.from('!AIVDM\r\n\xff\n', 'latin1'), startMs);
  first.link('logger').bytes(Buffer.from('b'), startMs + 1);
  kallo.end(startMs + 2);
  first.recent.close();
  const second = open();
  expect([...second.recent.heard(0, startMs + 60_000)]).toEqual([
    {
      atMs: startMs,
      run: 1,
      link: '1/1',
      receiver: 'kallo',
      kind: 'tcp-listener',
      isRecorded: false,
      chunk: Buffer.from('!AIVDM\r\n\xff\n', 'latin1'),
    },
    {
      atMs: startMs + 1,
      run: 1,
      link: '1/2',
      receiver: 'logger',
      kind: 'tcp-listener',
      isRecorded: true,
      chunk: Buffer.from('b'),
    },
    {
      atMs: startMs + 2,
      run: 1,
      link: '1/1',
      receiver: 'kallo',
      kind: 'tcp-listener',
      isRecorded: false,
      chunk: null,
    },
  ]);
  second.link().bytes(Buffer.from('c'), startMs + 3);
  expect(open().texts()).toEqual([
    'kallo 1/1 !AIVDM\r\n\xff\n',
    'logger 1/2 b',
    'kallo 1/1 end',
    'kallo 2/1 c',
  ]);
  expect(handedOn).toEqual(['!AIVDM\r\n\xff\n', 'b', 'end', 'c']);
});

test('A16 a line that was cut off or damaged is left out, and those around it are not', () => {
  const { link: openLink, recent } = open();
  const kallo = openLink();
  kallo.bytes(Buffer.from('a'), startMs);
  recent.close();
  const [file = ''] = readdirSync(dir);
  appendFileSync(join(dir, file), 'deadbeef [1,2]\n00000000 [17');
  expect(open().texts()).toEqual(['kallo 1/1 a']);
  writeFileSync(join(dir, 'other.txt'), 'x');
  expect(open().texts()).toEqual(['kallo 1/1 a']);
});

test('A16 minutes older than the window are deleted, and the oldest when there are too many bytes', () => {
  const byTime = open();
  const kallo = byTime.link();
  for (let minute = 0; minute < 30; minute++)
    kallo.bytes(Buffer.from(`m${minute}`), startMs + minute * 60_000);
  expect(readdirSync(dir)).toHaveLength(12);
  expect(open().texts()[0]).toBe('kallo 0/1 m18');
  expect(open().texts(startMs + 25 * 60_000)[0]).toBe('kallo 0/1 m24');
  expect(
    open()
      .texts(0, startMs + 25 * 60_000)
      .at(-1),
  ).toBe('kallo 0/1 m24');
  byTime.recent.close();
  const lillo = open({ maxBytes: 400 }).link('lillo');
  for (let minute = 30; minute < 36; minute++) lillo.bytes(Buffer.alloc(100, 'x'), startMs + minute * 60_000);
  expect(readdirSync(dir).length).toBeLessThan(5);
});

test('A16 files are not kept: they are read again', () => {
  open().link('log', 'file').bytes(Buffer.from('a'), startMs);
  expect(handedOn).toEqual(['a']);
  expect(readdirSync(dir)).toEqual([]);
});

test('A16 a disk that refuses is told once and stops nothing', () => {
  writeFileSync(join(dir, 'taken'), '');
  const kallo = open({ dir: join(dir, 'taken') }).link();
  kallo.bytes(Buffer.from('a'), startMs);
  kallo.bytes(Buffer.from('b'), startMs + 1);
  expect(handedOn).toEqual(['a', 'b']);
  expect(complaints).toHaveLength(1);
});
