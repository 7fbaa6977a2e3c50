import { Value } from 'typebox/value';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, hazardOf, tallyOf, vesselOf, type World } from '../../../test/gateway-helpers.ts';
import { ReceiverList } from '../../protocol/receiver.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.app.close());

test('H10 what is degraded is said, and is no reason to refuse work', async () => {
  expect((await world.app.inject('/healthz')).json()).toEqual({ alive: true });
  world.degraded = [{ part: 'archive', detail: 'the database does not answer' }];
  const degraded = await world.app.inject('/readyz');
  expect([degraded.statusCode, degraded.json()]).toEqual([
    200,
    { ready: true, degraded: [{ part: 'archive', detail: 'the database does not answer' }] },
  ]);
  world.ready = false;
  const down = await world.app.inject('/readyz');
  expect([down.statusCode, down.json().ready]).toEqual([503, false]);
});

test('H11 every line received is counted by what became of it, refused peers apart', async () => {
  world.receivers = [tallyOf('kallo'), tallyOf('tcp/10.0.0.7', { refused: {}, lastHeardMs: null })];
  const text = (await world.app.inject('/metrics')).body;
  const lines = text
    .split('\n')
    .filter((line) => line.startsWith('havenwacht_sentences_total{receiver="kallo"'));
  expect(lines).toContain('havenwacht_sentences_total{receiver="kallo",result="bad-checksum"} 4');
  const total = lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  expect(total).toBe(20);
  expect(text).toContain('havenwacht_peers_refused_total{receiver="kallo",cause="not-allowed"} 6');
  expect(text).not.toContain('havenwacht_receiver_last_heard_seconds{receiver="tcp/10.0.0.7"}');
});

test('H11 metrics tell of vessels, alerts, the archive and routes, and a second scrape counts nothing twice', async () => {
  world.put(
    vesselOf(1, 4.3, 51.3, { hazard: hazardOf('confirmed') }),
    vesselOf(2, 4.3, 51.3, { hazard: hazardOf('confirmed') }),
    vesselOf(3, 4.3, 51.3, { class: 'B' }),
  );
  world.desk.raise('cause');
  world.degraded = [{ part: 'archive', detail: 'x' }];
  world.receivers = [tallyOf('kallo')];
  await world.app.inject('/api/v1/vessels/205000000');
  await world.app.inject('/metrics');
  const answer = await world.app.inject('/metrics');
  expect(answer.headers['content-type']).toContain('text/plain');
  const lines = answer.body.split('\n');
  for (const line of [
    'havenwacht_vessels{class="A",hazard="confirmed"} 2',
    'havenwacht_vessels{class="B",hazard="unknown"} 1',
    'havenwacht_alerts{state="active"} 1',
    'havenwacht_alerts{state="closed"} 0',
    'havenwacht_archive_waiting_batches 2',
    'havenwacht_archive_damaged_files 1',
    'havenwacht_crosscheck_total{result="agree"} 7',
    'havenwacht_crosscheck_total{result="disagree"} 1',
    'havenwacht_archive_positions_total{result="written"} 40',
    'havenwacht_archive_positions_total{result="dropped"} 5',
    'havenwacht_degraded{part="archive"} 1',
    'havenwacht_live_clients 0',
    'havenwacht_sentences_total{receiver="kallo",result="accepted"} 10',
    'havenwacht_http_request_duration_seconds_count{route="/api/v1/vessels/:mmsi",status="404"} 1',
  ])
    expect(lines).toContain(line);
  expect(lines.filter((line) => /^[a-z]/.test(line) && !line.startsWith('havenwacht_'))).toEqual([]);
  expect(answer.body).toContain('havenwacht_event_loop_delay_seconds{quantile="0.99"}');
});

test('H11 receivers are listed with their counts, and their rate once it was measured', async () => {
  const tally = tallyOf('kallo');
  world.receivers = [tally];
  const get = async () => (await world.app.inject('/api/v1/receivers')).json();
  const first = await get();
  expect(Value.Check(ReceiverList, first)).toBe(true);
  expect(first.items[0]).toMatchObject({
    name: 'kallo',
    lines: 20,
    linesPerS: null,
    refused: { 'bad-checksum': 4 },
    lastHeardAt: '2026-11-23T10:00:00.000Z',
  });
  world.time.advance(10_000);
  expect((await get()).items[0].linesPerS).toBe(2);
  tally.lines += 55;
  world.time.advance(10_000);
  expect((await get()).items[0].linesPerS).toBe(5.5);
});
