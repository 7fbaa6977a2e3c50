import { beforeEach, expect, test } from 'vitest';
import { createMemoryAudit, type MemoryAudit } from '../../../test/audit-memory.ts';
import { createManualTime } from '../../../test/manual-time.ts';
import { noteOf, startMs } from './audit.test-data.ts';
import { type AuditedReads, createAuditedReads } from './reads.ts';

let time: ReturnType<typeof createManualTime>;
let trail: MemoryAudit;
let reads: AuditedReads;
beforeEach(() => {
  time = createManualTime(startMs);
  trail = createMemoryAudit(time.clock);
  const log = { info() {}, warn() {}, error() {} };
  reads = createAuditedReads({ trail, clock: time.clock, schedule: time.schedule, log, maxGroups: 3 });
});
const read = (mmsi: number, who = 'ann') =>
  reads.read(
    noteOf('fields.read', {
      ...{ object: `vessel/${mmsi}`, detail: { fields: ['cargo'] } },
      actor: { id: `account/${who}`, name: who, organisation: 'port' },
    }),
  );
const told = () => trail.entries.map(({ actor, object, detail }) => [actor?.name, object, detail['count']]);

test('L20 the first read is an entry at once, those like it one a minute with their count', async () => {
  for (let second = 0; second < 150; second++) {
    await Promise.all([200, 201, 202].map((mmsi) => read(mmsi)));
    if (second === 0) await read(200, 'bob');
    time.advance(1000);
    await Promise.resolve();
  }
  await reads.flush();
  expect(told()).toEqual([
    ['ann', 'vessel/200', undefined],
    ['bob', 'vessel/200', undefined],
    ['ann', 'vessel', 179],
    ['ann', 'vessel', 180],
    ['ann', 'vessel', 90],
  ]);
  expect(trail.entries[2]?.detail).toEqual({
    fields: ['cargo'],
    count: 179,
    from: '2026-11-25T10:00:00.000Z',
    to: '2026-11-25T10:00:59.000Z',
    objects: ['vessel/201', 'vessel/202', 'vessel/200'],
  });
  // who has read nothing for a minute begins anew
  time.advance(120_000);
  await reads.flush();
  await read(200);
  expect(told().at(-1)).toEqual(['ann', 'vessel/200', undefined]);
});

test('L21 a read that cannot be written down is not to be answered; counts wait for the disk', async () => {
  trail.refuses = true;
  await expect(read(200)).rejects.toThrow('no space');
  trail.refuses = false;
  await read(200);
  await read(201);
  trail.refuses = true;
  await reads.flush();
  await read(202);
  trail.refuses = false;
  await reads.flush();
  expect(told()).toEqual([
    ['ann', 'vessel/200', undefined],
    ['ann', 'vessel', 2],
  ]);
  expect(trail.entries[1]?.detail['objects']).toEqual(['vessel/201', 'vessel/202']);
});

test('L21 groups and the objects that they name are bounded: beyond it a read is an entry, an object is counted', async () => {
  for (const who of ['a', 'b', 'c', 'd', 'd']) await read(200, who);
  expect(told().map(([name]) => name)).toEqual(['a', 'b', 'c', 'd', 'd']);
  for (let mmsi = 1; mmsi <= 80; mmsi++) await read(mmsi, 'a');
  await reads.flush();
  expect(trail.entries.at(-1)?.detail).toMatchObject({ count: 80 });
  expect(trail.entries.at(-1)?.detail['objects']).toHaveLength(50);
});
