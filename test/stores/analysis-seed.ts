import type { Alert } from '../../src/model/alert.ts';
import type { Archive, PositionRow, VisitStep } from '../../src/model/archive.ts';
import { alertEvent, batch, position, vessel } from './archive-rows.ts';

const day = '2026-11-23';
const ms = (time: string): number => Date.parse(time.includes('T') ? `${time}Z` : `${day}T${time}:00Z`);

/** A report every `everyMin` minutes along a straight way. */
function way(
  mmsi: number,
  [from, to]: readonly [string, string],
  [lon, lat, toLon, toLat]: readonly [number, number, number, number],
  sogKn: number,
  everyMin = 5,
): PositionRow[] {
  const steps = Math.round((ms(to) - ms(from)) / 60_000 / everyMin);
  return Array.from({ length: steps + 1 }, (_, i) => {
    const part = steps === 0 ? 0 : i / steps;
    const place = { lon: lon + part * (toLon - lon), lat: lat + part * (toLat - lat) };
    return position(mmsi, ms(from) + i * everyMin * 60_000, { ...place, sogKn });
  });
}

const stay = (mmsi: number, zoneId: string, from: string, to: string): VisitStep[] => [
  { step: 'enters', mmsi, zoneId, timeMs: ms(from) },
  { step: 'leaves', mmsi, zoneId, timeMs: ms(to) },
];

const speeding = (mmsi: string, zoneId: string, limitKn: number, sogKn: number): Partial<Alert> => ({
  ...{ kind: 'zone.speed', severity: 'warning', mmsi, zoneId, evidence: { limitKn, sogKn } },
});

/** A day at Antwerp: two tankers through a lock to their terminals, a barge, a ship that is renamed, and a ferry. */
export async function seedAnalysis(archive: Archive): Promise<void> {
  const [scaldis, mosa, rhenus, star, ferry] = [
    205_000_001, 244_000_002, 211_000_003, 538_000_004, 2_050_005,
  ] as const;
  const said = ms('00:00');
  await archive.write(
    batch({
      vessels: [
        vessel(scaldis, said, { name: 'SCALDIS', inlandHazard: 2 }),
        vessel(mosa, said, { name: 'MOSA', inlandHazard: 1 }),
        vessel(rhenus, said, { name: 'RHENUS', shipType: 70, eriType: 8010, hazardState: 'none-declared' }),
        vessel(star, said, {
          name: 'NORTHERN STAR',
          class: 'A',
          shipType: 70,
          eriType: null,
          imo: 9_074_729,
          callsign: 'V7AB4',
        }),
        vessel(star, ms('12:00'), {
          name: 'EVENING STAR',
          class: 'A',
          shipType: 70,
          eriType: null,
          imo: 9_074_729,
          callsign: 'V7AB4',
        }),
        vessel(ferry, said, { name: 'VEER', shipType: 60, eriType: null, hazardState: 'not-applicable' }),
      ],
      positions: [
        ...way(scaldis, ['07:40', '07:55'], [4.26, 51.36, 4.275, 51.348], 6),
        ...way(scaldis, ['08:00', '08:40'], [4.276, 51.3475, 4.276, 51.3475], 0.2),
        ...way(scaldis, ['08:45', '09:20'], [4.281, 51.347, 4.288, 51.346], 2),
        ...way(scaldis, ['09:30', '09:55'], [4.285, 51.3525, 4.285, 51.357], 4),
        ...way(mosa, ['09:00', '09:15'], [4.277, 51.348, 4.277, 51.348], 0.1),
        ...way(mosa, ['09:20', '09:25'], [4.279, 51.3475, 4.281, 51.347], 2),
        ...way(star, ['11:30', '12:00'], [4.23, 51.36, 4.26, 51.34], 11),
        ...way(star, ['13:10', '13:20'], [4.31, 51.31, 4.32, 51.3], 11),
        ...way(rhenus, ['12:20', '12:40'], [4.3, 51.33, 4.31, 51.31], 7, 1),
        ...way(ferry, ['12:20', '12:40'], [4.31, 51.32, 4.3, 51.3202], 9, 1),
      ],
      visits: [
        ...stay(scaldis, 'zandvlietsluis', '08:45', '09:20'),
        ...stay(mosa, 'zandvlietsluis', '09:25', '10:00'),
        ...stay(rhenus, 'zandvlietsluis', '09:40', '10:00'),
        ...stay(scaldis, 't-basf', '10:00', '20:00'),
        ...stay(mosa, 't-basf', '10:30', '16:30'),
        ...stay(rhenus, 't-adpo', '11:00', '12:10'),
        { step: 'enters', mmsi: mosa, zoneId: 'kanaaldok-b2', timeMs: ms('17:00') },
        ...stay(scaldis, 'kanaaldok-b3', '21:40', '22:15'),
      ],
    }),
  );
  const at = (time: string): string => new Date(ms(time)).toISOString();
  const fast = [
    speeding('211000003', 'kanaaldok-b2', 10, 11.4),
    speeding('002050005', 'kanaaldok-b2', 10, 12.1),
    speeding('538000004', 'schelde', 18, 20.3),
  ];
  const raised = fast.map((over, i) => alertEvent(i + 1, at(`12:3${i}`), over));
  const entry = alertEvent(4, at('08:45'), {
    mmsi: '205000001',
    zoneId: 'zandvlietsluis',
    severity: 'caution',
  });
  const answered = [
    alertEvent(5, at('12:32'), {
      ...raised[0]?.alert,
      seq: 5,
      state: 'acknowledged',
      acknowledgedBy: 'anna',
    }),
    alertEvent(6, at('12:33'), {
      ...raised[1]?.alert,
      seq: 6,
      state: 'acknowledged',
      acknowledgedBy: 'bram',
    }),
  ];
  await archive.write(batch({ alertEvents: [...raised, entry, ...answered] }));
  // the counts by hour are what they are beforehand and afterwards
  await archive.summarise(ms('13:00'));
}
