import { describe, expect, test } from 'vitest';
import { encodeApplication } from '../src/ais/applications/encode.ts';
import { applicationView, bodyOf } from '../src/ais/applications/view.ts';
import { hear } from './heard.ts';
import { sharedFile, sharedLines } from './shared.ts';

/** Bodies of application messages as others have decoded them. */
interface Vector {
  readonly id: string;
  readonly name: string;
  readonly kind: 'real' | 'synthetic' | 'malformed';
  readonly sentences: readonly string[];
  readonly expected: Readonly<Record<string, unknown>>;
}

const path = sharedFile('vectors/applications.jsonl');
const isVector = (line: unknown): line is Vector =>
  typeof line === 'object' && line !== null && 'expected' in line && 'kind' in line;
const vectors = sharedLines(path).filter(isVector);
const good = vectors.filter((v) => v.kind !== 'malformed');

const header = ['msg_type', 'repeat', 'mmsi', 'seqno', 'dest_mmsi', 'retransmit', 'dac', 'fi', 'bits'];

const heard = (sentences: readonly string[]) => {
  const { payloads } = hear(`${sentences.join('\r\n')}\r\n`);
  expect(payloads).toHaveLength(1);
  return payloads[0] ?? { sextets: new Uint8Array(), bits: 0 };
};

/** Half a step: positions are rounded to the fifth decimal, a step of 1/1000 min is 0.0000167°. */
const HALF_STEP = 0.000_008;

/** Every number within half a step, everything else the same; more properties than expected are fine. */
function expectLike(found: unknown, expected: unknown, what: string): void {
  if (typeof expected === 'number') {
    expect(found, what).toBeTypeOf('number');
    expect(Math.abs(Number(found) - expected), what).toBeLessThan(HALF_STEP);
  } else if (Array.isArray(expected)) {
    expect(found, what).toHaveLength(expected.length);
    expected.forEach((item, i) => {
      expectLike(Reflect.get(Object(found), i), item, `${what}[${i}]`);
    });
  } else if (typeof expected === 'object' && expected !== null) {
    for (const [name, value] of Object.entries(expected)) {
      expectLike(Reflect.get(Object(found), name), value, `${what}.${name}`);
    }
  } else {
    expect(found, what).toBe(expected);
  }
}

describe.runIf(path !== null)('vectors of application messages', () => {
  test.each(good.map((v) => [v.id, v] as const))('%s, field by field', (id, { sentences, expected }) => {
    const view = applicationView(heard(sentences));
    for (const [name, value] of Object.entries(expected)) {
      if (!header.includes(name)) expectLike(view?.[name], value, `${id}.${name}`);
    }
  });

  test('all are known by their identifier, and cover what is on the air', () => {
    const bodies = good.map((v) => ({ v, body: bodyOf(heard(v.sentences)) }));
    /** Only 56 of its 272 bits: nothing can be said. */
    expect(bodies.filter(({ body }) => body === null).map(({ v }) => v.id)).toEqual(['dac1-fi12-001']);
    expect(bodies.every(({ body }) => body === null || body.application !== null)).toBe(true);
    for (const { v, body } of bodies) {
      if (body !== null) expect([body.dac, body.fid]).toEqual([v.expected['dac'], v.expected['fi']]);
    }
    expect(good.length).toBeGreaterThan(180);
  });

  test('what was decoded is encoded to the same bits, where nothing is filled up behind it', () => {
    let same = 0;
    for (const { sentences, expected } of good) {
      const message = heard(sentences);
      const body = bodyOf(message);
      if (body === null) continue;
      const destination = expected['dest_mmsi'];
      const envelope = {
        mmsi: body.mmsi,
        destinationMmsi: typeof destination === 'number' ? destination : null,
        repeat: Number(expected['repeat'] ?? 0),
        sequence: Number(expected['seqno'] ?? 0),
        retransmitted: expected['retransmit'] === 1,
      };
      const again = encodeApplication(envelope, body.dac, body.fid, body.view);
      const { trailing_bits: _, ...lasting } = body.view;
      expect(applicationView(again)).toEqual(lasting);
      if (again.bits !== message.bits) continue;
      if (Buffer.from(again.sextets).equals(Buffer.from(message.sextets))) same++;
    }
    expect(same).toBeGreaterThan(160);
  });

  test('a cut body is refused, a cut list ends with its last whole record', () => {
    const found = vectors
      .filter((v) => v.kind === 'malformed')
      .map((v) => [v.name, applicationView(heard(v.sentences))]);
    expect(found).toMatchObject([
      ['dac200-fi10', null],
      ['dac1-fi25', { cargos: [{ code: 1, imdg_class: 30 }], trailing_bits: 5 }],
    ]);
  });
});

/** Names that gpsd gives to the weather's fields. */
const gpsdNames: Readonly<Record<string, string>> = {
  lon: 'lon',
  lat: 'lat',
  wind_kn: 'wspeed',
  gust_kn: 'wgust',
  wind_dir: 'wdir',
  gust_dir: 'wgustdir',
  humidity: 'humidity',
  air_temp_c: 'airtemp',
  dew_c: 'dewpoint',
  pressure_hpa: 'pressure',
  vis_nm: 'visibility',
  cur_kn: 'cspeed',
  cur_dir: 'cdir',
  cur2_kn: 'cspeed2',
  cur2_dir: 'cdir2',
  cur2_depth_m: 'cdepth2',
  cur3_kn: 'cspeed3',
  cur3_dir: 'cdir3',
  cur3_depth_m: 'cdepth3',
  wave_m: 'waveheight',
  wave_period_s: 'waveperiod',
  wave_dir: 'wavedir',
  swell_m: 'swellheight',
  swell_period_s: 'swellperiod',
  swell_dir: 'swelldir',
  sea_state: 'seastate',
  water_temp_c: 'watertemp',
  salinity_permille: 'salinity',
};

const messagesPath = sharedFile('vectors/messages.jsonl.gz');

test.runIf(messagesPath !== null)('weather reports say what gpsd reads in them', () => {
  const reports = sharedLines(messagesPath).filter(isGpsdWeather);
  const compared: Record<string, number> = {};
  for (const { sentences, expected } of reports) {
    const view = applicationView(heard(sentences)) ?? {};
    for (const [ours, theirs] of Object.entries(gpsdNames)) {
      const value = view[ours];
      if (typeof value !== 'number') continue;
      expect(Math.abs(value - Number(expected[theirs])), `${sentences[0]} ${ours}`).toBeLessThan(0.000_6);
      compared[ours] = (compared[ours] ?? 0) + 1;
    }
    /** gpsd 3.22 shows the centimetres of FI 31 as decimetres, and its levels below zero as 2^32 of them. */
    const [level, theirs] = [view['level_m'], Number(expected['waterlevel'])];
    if (typeof level === 'number' && theirs < 1000) expect(Math.abs(level - theirs)).toBeLessThan(0.1);
  }
  expect(reports.length).toBeGreaterThan(40);
  expect(Object.keys(compared).sort()).toEqual(Object.keys(gpsdNames).sort());
});

function isGpsdWeather(line: unknown): line is Pick<Vector, 'sentences' | 'expected'> {
  if (typeof line !== 'object' || line === null || !('expected' in line) || !('sentences' in line))
    return false;
  const { expected } = line;
  if (typeof expected !== 'object' || expected === null || !('wspeed' in expected)) return false;
  return 'wgustdir' in expected && 'class' in expected;
}
