import { Value } from 'typebox/value';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, startMs, type World } from '../../../test/gateway-helpers.ts';
import { listen } from '../../../test/live-client.ts';
import type { BacktestAlert, BacktestEvent } from '../../model/backtest.ts';
import type { Zone } from '../../model/zone.ts';
import { BacktestLine, BacktestReport } from '../../protocol/backtest.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.app.close());

const url = '/api/v1/zones/backtest';
const ring = [
  [4.2, 51.2],
  [4.4, 51.2],
  [4.4, 51.4],
  [4.2, 51.2],
];
const properties = { name: 'Draft', kind: 'area', rules: [{ rule: 'zone.enter' }] };
const zone = { type: 'Feature', geometry: { type: 'Polygon', coordinates: [ring] }, properties };
const body = { zone, from: '2026-11-22T10:00:00Z', to: '2026-11-23T10:00:00Z' };
const post = (payload: object, accept?: string) =>
  world.app.inject({ method: 'POST', url, payload, headers: accept === undefined ? {} : { accept } });

const alertAt = (mmsi: number, ms: number): BacktestAlert => ({
  ...{ kind: 'zone.enter', severity: 'info', mmsi, others: [2], name: 'ALPHA', class: 'A', shipType: 80 },
  ...{ title: 'Vessel entered Draft', text: 'ALPHA entered Draft.', position: [4.3, 51.3] },
  ...{ raisedAtMs: startMs + ms, clearedAtMs: ms > 0 ? null : startMs + 1000 },
});
const result: BacktestEvent = {
  ...{ type: 'result', alerts: 2, truncated: false, rows: 7, fromMs: startMs, toMs: startMs + 1000 },
  byCause: [{ kind: 'zone.enter', count: 2, vessels: 2 }],
  byClass: [{ class: 'A', shipType: 80, count: 2 }],
};
const events: BacktestEvent[] = [
  { type: 'progress', rows: 7, atMs: startMs, share: 0.123456 },
  { type: 'alert', alert: alertAt(205, 500) },
  { type: 'alert', alert: alertAt(206, 0) },
  result,
];
const give = (...all: readonly (BacktestEvent | Error)[]): void => {
  world.backtest = async function* () {
    for (const event of all) {
      if (event instanceof Error) throw event;
      yield event;
    }
  };
};
const linesOf = (text: string): BacktestLine[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

test('Z45 the answer is one JSON object a line: progress, alerts as they end, the result last', async () => {
  give(...events);
  const answer = await post(body);
  const lines = linesOf(answer.body);
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/x-ndjson']);
  for (const line of lines) expect([line, Value.Check(BacktestLine, line)]).toEqual([line, true]);
  expect(lines.map(({ type }) => type)).toEqual(['progress', 'alert', 'alert', 'result']);
  expect(lines[0]).toEqual({ type: 'progress', rows: 7, atTime: '2026-11-23T10:00:00.000Z', share: 0.1235 });
  expect(lines[1]).toMatchObject({
    ...{ mmsi: '000000205', others: ['000000002'], position: [4.3, 51.3] },
    ...{ raisedAt: '2026-11-23T10:00:00.500Z', clearedAt: null },
  });
  expect(lines[3]).toMatchObject({ from: '2026-11-23T10:00:00.000Z', byCause: [{ count: 2 }] });
});

test('Z45 asked for application/json it is one document, alerts by the time at which they began', async () => {
  give(...events);
  const answer = await post(body, 'application/json');
  const report = answer.json();
  expect(answer.headers['content-type']).toMatch(/^application\/json/);
  expect(Value.Check(BacktestReport, report)).toBe(true);
  expect(report).toMatchObject({ alerts: 2, items: [{ mmsi: '000000206' }, { mmsi: '000000205' }] });
});

test('P23 the zone is read as the port file is, and runs over the time asked for', async () => {
  const asked: [Zone, number, number][] = [];
  world.backtest = (...[drawn, fromMs, toMs]) => {
    asked.push([drawn, fromMs, toMs]);
    return (async function* () {
      yield result;
    })();
  };
  await post(body);
  await post({ ...body, zone: { ...zone, id: 'dock-9' } });
  expect(asked.map(([{ id }]) => id)).toEqual(['draft', 'dock-9']);
  expect(asked[0]?.slice(1)).toEqual([startMs - 86_400_000, startMs]);
  expect(asked[0]?.[0]).toMatchObject({
    exitMarginM: 30,
    rules: [{ rule: 'zone.enter', severity: 'info', appliesTo: { hazard: ['confirmed', 'suspected'] } }],
  });
});

const withRules = (...rules: object[]) => ({
  ...body,
  zone: { ...zone, properties: { ...properties, rules } },
});
test.each([
  [
    'P23',
    'a rule that is not known',
    withRules({ rule: 'zone.leap' }),
    /^zone: .*rules\[0\]\.rule "zone\.leap"/,
  ],
  ['P23', 'no rule at all', withRules(), /^zone: properties\.rules/],
  ['P23', 'no geometry', { ...body, zone: { type: 'Feature', properties } }, /^zone: .*geometry/],
  ['P23', 'no zone', { from: body.from, to: body.to }, /^zone: missing/],
  ['Z44', 'over 31 days', { ...body, from: '2026-10-22T10:00:00Z' }, /^to: at most 31 days/],
  ['Z44', 'an end before its beginning', { ...body, to: body.from }, /^from: must be before/],
  ['Z44', 'no time', { ...body, to: 'tomorrow' }, /^to: /],
  ['Z44', 'a field too many', { ...body, cellM: 1 }, /^cellM: not a known field/],
])('%s refused, with the name of the field: %s', async (_id, _what, payload, detail) => {
  const answer = await post(payload);
  expect([answer.statusCode, answer.json().detail]).toEqual([400, expect.stringMatching(detail)]);
});

test('Z44 as many as may run already: 429, and when to try again', async () => {
  world.backtest = () => null;
  const answer = await post(body);
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([429, '5']);
});

test.each(['application/json', undefined])(
  'Z46 what fails before the first line is a problem document (%s)',
  async (accept) => {
    give({ type: 'refused', detail: 'to: more than 7 positions' });
    const refused = await post(body, accept);
    expect([refused.statusCode, refused.json().detail]).toEqual([422, 'to: more than 7 positions']);
    give(new Error('password=secret refused'));
    const failed = await post(body, accept);
    expect([failed.statusCode, failed.body.includes('secret')]).toEqual([503, false]);
  },
);

test('Z46 what fails later is the last line', async () => {
  for (const [last, status] of [
    [{ type: 'refused', detail: 'to: too many' }, 422],
    [new Error('secret'), 503],
  ] as const) {
    give(events[0] as BacktestEvent, last);
    const lines = linesOf((await post(body)).body);
    expect(lines.map(({ type }) => type)).toEqual(['progress', 'error']);
    expect(lines[1]).toMatchObject({ problem: { type: 'about:blank', status } });
    expect(Value.Check(BacktestLine, lines[1])).toBe(true);
  }
});

test('Z43 a client that leaves aborts the run, whether it was read or waited for', async () => {
  const at = (await listen(world, url)).replace('ws:', 'http:');
  for (const accept of ['application/x-ndjson', 'application/json']) {
    let begun = (): void => {};
    const running = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const aborted = new Promise<void>((resolve) => {
      world.backtest = async function* (_zone, _fromMs, _toMs, signal) {
        yield events[0] as BacktestEvent;
        begun();
        await new Promise<void>((over) => signal.addEventListener('abort', () => over()));
        resolve();
      };
    });
    const leave = new AbortController();
    const headers = { accept, 'content-type': 'application/json' };
    const answer = fetch(at, { method: 'POST', body: JSON.stringify(body), headers, signal: leave.signal });
    answer.catch(() => undefined);
    await running;
    leave.abort();
    await aborted;
  }
});
