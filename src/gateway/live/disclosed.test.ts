import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  createWorld,
  hazardOf,
  portOfTest,
  standingZones,
  startMs,
  vesselOf,
} from '../../../test/gateway-helpers.ts';
import { deskOf } from '../../../test/hidden-alerts.ts';
import { connect, type TestClient } from '../../../test/live-client.ts';
import { readerOfTest } from '../../../test/readers.ts';
import { type FieldGroup, fieldGroups, type Reader } from '../../model/access.ts';
import type { Alert } from '../../model/alert.ts';
import type { Hazard } from '../../model/vessel.ts';
import type { Zone } from '../../model/zone.ts';

/** What goes out over live sockets, held against what each reader may see. */

const [dock] = portOfTest.zones;
if (dock === undefined) throw new Error('the port of test has no zone');
const zones: readonly Zone[] = [
  dock,
  { ...dock, id: 'trap', visibleTo: ['police'] },
  { ...dock, id: 'shed', visibleTo: ['police', 'customs'] },
];
const mmsis = [205_000_001, 205_000_002, 205_000_003];
const own = '205000001';

const fields = fc.subarray([...fieldGroups]);
const anyReader = fc
  .record({
    organisation: fc.constantFrom('port', 'police', 'customs', 'terminal'),
    sees: fields,
    seesOwn: fields,
    isOfficer: fc.boolean(),
  })
  .map(({ organisation, sees, seesOwn, isOfficer }): Reader => {
    const confined = organisation === 'terminal';
    const may = isOfficer ? {} : { may: ['picture.read', 'alerts.read'] as const };
    return readerOfTest(`${organisation}-${sees.join()}-${seesOwn.join()}`, {
      ...{ organisation, sees, seesOwn, confined, vessels: confined ? [own] : [], ...may },
    });
  });
const organisations = ['port', 'police', 'customs', 'terminal'].map((id) => {
  const confined = id === 'terminal';
  return readerOfTest('x', { organisation: id, confined, vessels: confined ? [own] : [] }).organisation;
});

const zoneIds = fc.subarray(zones.map(({ id }) => id));
const anyStep = fc.oneof(
  fc.record({ do: fc.constant('move' as const), mmsi: fc.constantFrom(...mmsis), zones: zoneIds }),
  fc.record({
    do: fc.constant('raise' as const),
    mmsi: fc.constantFrom(...mmsis),
    zone: fc.constantFrom('dock-1', 'trap', 'shed', null),
  }),
  fc.record({ do: fc.constant('step' as const) }),
);

const hazard: Hazard = {
  ...hazardOf('confirmed'),
  personsOnBoard: 7,
  evidence: [
    { source: 'declaration', value: 'SECRET DECLARED', atMs: startMs },
    { source: 'inland-ais', value: 'SECRET CARGO', atMs: startMs },
  ],
  conflictText: 'SECRET DECLARED otherwise',
};

/** Whether the reader sees the group of fields of a vessel: the policy in its plainest words. */
const sees = (reader: Reader, field: FieldGroup, mmsi: string): boolean =>
  reader.sees(field) === 'all' ||
  (reader.sees(field) === 'own' && reader.organisation.vessels.includes(mmsi));

const mayKnowZone = (reader: Reader, id: string): boolean => {
  const visibleTo = zones.find((zone) => zone.id === id)?.visibleTo;
  return visibleTo === undefined || visibleTo.includes(reader.organisation.id);
};

/** Words that no frame about the vessel may have. */
function checkWords(reader: Reader, mmsi: string, text: string): void {
  if (!sees(reader, 'cargo', mmsi)) expect(text).not.toMatch(/SECRET|Tanker inside|"confirmed"/);
  if (!sees(reader, 'declarations', mmsi)) expect(text).not.toContain('SECRET DECLARED');
  if (!sees(reader, 'persons', mmsi)) expect(text).not.toContain('personsOnBoard');
  if (!sees(reader, 'eni', mmsi)) expect(text).not.toMatch(/"eni"|06003456/);
}

function check(reader: Reader, { frames }: TestClient, alerts: readonly Alert[]): void {
  let seq = 0;
  for (const frame of frames) {
    if (frame.type === 'vessels')
      for (const vessel of frame.vessels) {
        checkWords(reader, vessel.mmsi, JSON.stringify(vessel));
        for (const id of vessel.zones) expect([id, mayKnowZone(reader, id)]).toEqual([id, true]);
        // and what it may see is there
        expect('hazard' in vessel).toBe(sees(reader, 'cargo', vessel.mmsi));
        expect('eni' in vessel).toBe(sees(reader, 'eni', vessel.mmsi));
      }
    else if (frame.type === 'alert') {
      const { alert } = frame;
      seq += 1;
      expect([frame.seq, alert.seq]).toEqual([seq, seq]);
      expect(alert).not.toHaveProperty('audience');
      expect(alert.zoneId === null || mayKnowZone(reader, alert.zoneId)).toBe(true);
      if (alert.mmsi !== null) checkWords(reader, alert.mmsi, JSON.stringify(alert));
    } else if (frame.type === 'status') {
      expect(frame.seq).toBe(seq);
      if (reader.may('receivers.read') === 'none') expect(frame.receivers).toEqual({});
    } else if (frame.type === 'hello') expect(frame.seq).toBe(0);
  }
  const { confined, vessels } = reader.organisation;
  const known = alerts.filter(
    ({ zoneId, mmsi }) =>
      (zoneId === null || mayKnowZone(reader, zoneId)) && (!confined || vessels.includes(mmsi ?? '')),
  );
  expect(seq).toBe(known.length);
}

test('Q11 checklist W7: no live frame has a field, a zone, an alert or a number that its reader may not see', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyReader, { minLength: 4, maxLength: 6 }),
      fc.array(anyStep, { minLength: 10, maxLength: 40, size: 'max' }),
      async (readers, steps) => {
        const world = await createWorld(
          { liveLimits: { socketsPerPerson: 10 } },
          undefined,
          standingZones(zones),
        );
        const { desk, alertsOf } = deskOf(organisations, zones, world.time.clock);
        world.alertsOf = alertsOf;
        const clients: [Reader, TestClient][] = [];
        for (const reader of readers) {
          world.reader = reader;
          const client = await connect(world);
          client.send({ type: 'subscribe' });
          await client.nextOf('vessels');
          clients.push([reader, client]);
        }
        for (const [i, step] of steps.entries()) {
          if (step.do === 'step') world.time.advance(1000);
          else if (step.do === 'move')
            world.put(
              vesselOf(step.mmsi, 4.3 + i / 1000, 51.3, { hazard, eni: '06003456', zones: step.zones }),
            );
          else
            desk.consider(
              [
                {
                  ...{ action: 'raise', cause: `cause-${i}`, kind: 'zone.enter', severity: 'warning' },
                  ...{ mmsi: step.mmsi, zoneId: step.zone, position: null, title: 'Tanker inside' },
                  text: 'SECRET CARGO inside',
                  evidence: {
                    hazardState: 'confirmed',
                    hazardBecause: ['declaration: SECRET DECLARED', 'inland-ais: SECRET CARGO'],
                  },
                },
              ],
              world.time.clock(),
            );
          await desk.flush();
        }
        world.time.advance(1000);
        for (const [, client] of clients) {
          client.send({ type: 'ping' });
          await client.nextOf('pong');
        }
        for (const [reader, client] of clients) check(reader, client, [...desk.all()]);
        for (const socket of world.app.websocketServer.clients) socket.terminate();
        await world.app.close();
      },
    ),
    { seed: 11, numRuns: 25 },
  );
});
