import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Value } from 'typebox/value';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, startMs, type World } from '../../../test/gateway-helpers.ts';
import { type CargoRegister, openRegister } from '../../cargo/register.ts';
import { ImportReport } from '../../protocol/cargo.ts';

const tomorrow = '2026-11-24T10:00:00.000Z';
let dir: string;
let register: CargoRegister;
let world: World;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'import-'));
  const silent = { info() {}, warn() {}, error() {} };
  register = await openRegister({ path: join(dir, 'journal'), clock: () => startMs, log: silent });
  world = await createWorld({}, register);
});
afterEach(async () => {
  await world.app.close();
  await register.close();
  await rm(dir, { recursive: true });
});
const send = (payload: string | Buffer, type = 'text/csv') =>
  world.app.inject({
    method: 'POST',
    url: '/api/v1/declarations/import',
    headers: { 'content-type': type },
    payload,
  });
const lines = (...all: readonly string[]): string => all.map((line) => `${line}\r\n`).join('');
const listed = (mmsi: number) => register.list(mmsi);

test('K19 every good row of a CSV file is declared, and every bad cell reported by line and column', async () => {
  const answer = await send(
    lines(
      'mmsi,unNumbers,imdgClasses,cones,bFlag,tonnes,personsOnBoard,validTo,reference,note',
      `205278090,"UN1203 1005",3 2.3,2,no,1200.5,4,${tomorrow},ANR-1,"two`,
      `lines, and a ""quote"""`,
      `20527809,3,99,7,perhaps,many,,tomorrow,,`,
      `244000001,,,0,,,,${tomorrow},,`,
      `244000002,,,0,,,,${tomorrow},`,
      `244000003,,,0,,,,${tomorrow},,"open`,
      `244000004,0004,1.1,3,yes,,,${tomorrow},,`,
      `244000005,,,,,,,${tomorrow},,`,
    ),
  );
  expect(answer.statusCode).toBe(200);
  expect(Value.Check(ImportReport, answer.json())).toBe(true);
  const { refused, ...counts } = answer.json();
  expect(counts).toEqual({ rows: 7, declared: 3, unchanged: 0 });
  expect(refused.map((r: { line: number; column: string }) => `${r.line} ${r.column}`)).toEqual([
    '4 mmsi',
    '4 unNumbers.0',
    '4 imdgClasses.0',
    '4 cones',
    '4 bFlag',
    '4 tonnes',
    '4 validTo',
    '6 note',
    '7 note',
    '9 cones',
  ]);
  expect(refused.at(-3)).toEqual({ line: 6, column: 'note', detail: '9 cells where the header has 10' });
  expect(listed(205278090)).toMatchObject([
    {
      ...{ unNumbers: [1005, 1203], imdgClasses: ['2.3', '3'], cones: 2, bFlag: false, tonnes: 1200.5 },
      ...{ personsOnBoard: 4, reference: 'ANR-1', note: 'two\r\nlines, and a "quote"' },
    },
  ]);
  expect(listed(244000001)).toMatchObject([{ cones: 0, unNumbers: [] }]);
  expect(listed(244000004)).toMatchObject([{ unNumbers: [4], cones: 3, bFlag: true }]);
});

test('K19 a file imported again changes nothing; semicolons and a byte order mark are taken', async () => {
  const file = `\uFEFF${lines('mmsi;cones;validFrom;validTo', `205278090;1;2026-11-23T09:00:00Z;${tomorrow}`)}`;
  expect((await send(file)).json()).toEqual({ rows: 1, declared: 1, unchanged: 0, refused: [] });
  expect((await send(file, 'text/csv; charset=utf-8')).json()).toEqual({
    rows: 1,
    declared: 0,
    unchanged: 1,
    refused: [],
  });
});

test('K19 rows of a JSON array are named by the line that they begin on', async () => {
  const answer = await send(
    `[
  {"mmsi":"205278090","cones":2,"goods":[{"name":"a [ \\" {"}],"validTo":"${tomorrow}"}, {"mmsi":"1"},
  7,
  {
    "mmsi": "244000001", "cones": 9, "validTo": "${tomorrow}"
  },
  {"mmsi":"244000002","validTo":"${tomorrow}"}
]`,
    'application/json',
  );
  const { refused, ...counts } = answer.json();
  expect(counts).toEqual({ rows: 5, declared: 1, unchanged: 0 });
  expect(refused.map((r: { line: number; column: string }) => `${r.line} ${r.column}`)).toEqual([
    '2 mmsi',
    '2 validTo',
    '3 row',
    '4 cones',
    '7 cones',
  ]);
  expect(listed(205278090)).toMatchObject([{ cones: 2, goods: [{ name: 'a [ " {' }] }]);
});

test.each([
  ['', 'text/csv', 400, 'body: empty'],
  ['mmsi,cones\r\n', 'text/csv', 400, "header: the column 'validTo' is missing"],
  ['mmsi,validTo,unNumber\r\n', 'text/csv', 400, "header: 'unNumber' is none of mmsi, unNumbers"],
  ['mmsi,validTo,mmsi\r\n', 'text/csv', 400, "header: 'mmsi' stands there twice"],
  ['{"mmsi":"1"}', 'application/json', 400, 'body: must be an array of declarations'],
  ['[{"mmsi"', 'application/json', 400, 'body: not valid JSON'],
  ['mmsi,validTo\r\n', 'text/plain', 415, 'content-type: text/csv or application/json'],
  [Buffer.from([0x6d, 0xff]), 'text/csv', 400, 'body: not valid UTF-8'],
  ['x'.repeat(1024 * 1024 + 1), 'text/csv', 413, 'body: longer than 1024 KiB'],
  [
    `mmsi,validTo\n${'1,2\n'.repeat(10_001)}`,
    'text/csv',
    413,
    'body: more than 10000 rows; nothing was taken',
  ],
] as const)(
  'K19 what cannot be read at all is refused as a whole: %#',
  async (body, type, status, detail) => {
    const answer = await send(body, type);
    expect([answer.statusCode, answer.json().detail]).toEqual([status, expect.stringContaining(detail)]);
  },
);

test('K19 other routes take JSON of 64 KiB still, and no CSV', async () => {
  const post = (type: string, payload: string) =>
    world.app.inject({
      method: 'POST',
      url: '/api/v1/vessels/205278090/declarations',
      headers: { 'content-type': type },
      payload,
    });
  expect((await post('text/csv', 'a')).statusCode).toBe(415);
  const long = await post('application/json', JSON.stringify({ note: 'x'.repeat(70_000) }));
  expect([long.statusCode, long.json().detail]).toEqual([413, 'body: longer than 64 KiB']);
});

test('K19 ten thousand rows are declared in one file', async () => {
  const rows = Array.from({ length: 10_000 }, (_, i) =>
    `${244_000_000 + i},1,2026-11-24T10:00Z`.replace('Z', ':00Z'),
  );
  const answer = await send(lines('mmsi,cones,validTo', ...rows));
  expect(answer.json()).toEqual({ rows: 10_000, declared: 10_000, unchanged: 0, refused: [] });
  expect(listed(244_009_999)).toHaveLength(1);
});

test('K16 an import that the disk breaks off is 503, and repeating it is safe', async () => {
  await register.close();
  const answer = await send(lines('mmsi,cones,validTo', `205278090,1,${tomorrow}`));
  expect([answer.statusCode, answer.json().detail]).toEqual([
    503,
    'not everything is on disk; import the file again to be sure',
  ]);
});
