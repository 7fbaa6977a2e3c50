import type {
  AreaNotice,
  ArrivalAtObject,
  FreeText,
  NoticeArea,
  WaterLevels,
  Weather,
} from '../../model/applications.ts';
import { plainly, positionIn, recordsIn, textIn, timeIn, within } from './fields.ts';
import type { View } from './row.ts';
import { levelM, type SignBit } from './water-level.ts';

const STATES = ['operational', 'limited', 'out-of-order'] as const;

export const arrival = (kind: 'eta' | 'rta', view: View): ArrivalAtObject => ({
  kind,
  country: textIn(view, 'country'),
  locode: textIn(view, 'locode'),
  section: textIn(view, 'section'),
  terminal: textIn(view, 'terminal'),
  hectometre: textIn(view, 'hectometre'),
  at: timeIn(view),
  tugs: within(view, 'tugs', 0, 6),
  airDraughtM: within(view, 'air_draught_m', 0.01, 40),
  status: kind === 'rta' ? (STATES[plainly(view, 'status')] ?? null) : null,
});

function areaOf(view: View): NoticeArea[] {
  const position = positionIn(view);
  const radiusM = plainly(view, 'radius_m');
  switch (view['shape']) {
    case 'circle':
      return [{ shape: 'circle', ...position, radiusM }];
    case 'rectangle':
      return [
        {
          shape: 'rectangle',
          ...position,
          eastM: plainly(view, 'east_m'),
          northM: plainly(view, 'north_m'),
          orientationDeg: within(view, 'orientation', 0, 359) ?? 0,
        },
      ];
    case 'sector':
      return [
        {
          shape: 'sector',
          ...position,
          radiusM,
          leftDeg: within(view, 'left', 0, 359) ?? 0,
          rightDeg: within(view, 'right', 0, 359) ?? 0,
        },
      ];
    case 'polyline':
    case 'polygon': {
      const legs = recordsIn(view, 'points').map((leg) => ({
        bearingDeg: plainly(leg, 'bearing_deg'),
        distanceM: plainly(leg, 'dist_m'),
      }));
      return [{ shape: view['shape'], legs }];
    }
    case 'text':
      return [{ shape: 'text', text: textIn(view, 'text') ?? '' }];
    default:
      return [];
  }
}

/** Code of a cancellation; a duration of 0 cancels as well. */
const CANCELLATION = 126;
const UNTIL_FURTHER_NOTICE = 262_143;

export function areaNotice(view: View): AreaNotice {
  const notice = plainly(view, 'notice');
  return {
    kind: 'area-notice',
    linkage: plainly(view, 'linkage'),
    notice,
    cancelled: notice === CANCELLATION || view['duration_min'] === 0,
    start: timeIn(view),
    durationMin: within(view, 'duration_min', 0, UNTIL_FURTHER_NOTICE - 1),
    areas: recordsIn(view, 'subareas').flatMap(areaOf),
  };
}

export const freeText = (view: View): FreeText => ({
  kind: 'text',
  linkage: within(view, 'linkage', 1, 1023),
  text: textIn(view, 'description') ?? textIn(view, 'text') ?? '',
});

/** A level whose 14 bits are all 0 is unknown, as is one whose sign is. */
export const waterLevels = (view: View, sign: SignBit | null): WaterLevels => ({
  kind: 'water-levels',
  country: textIn(view, 'country'),
  gauges: recordsIn(view, 'gauges')
    .filter((gauge) => gauge['gauge'] !== 0)
    .map((gauge) => {
      const raw = plainly(gauge, 'raw14');
      return {
        gauge: plainly(gauge, 'gauge'),
        levelM: sign === null || raw === 0 ? null : levelM(raw, sign),
      };
    }),
});

const NO_LIMIT = Number.POSITIVE_INFINITY;

/** Scaled fields are null in the view already where they are not available. */
const scaledIn = (view: View, name: string): number | null => within(view, name, -NO_LIMIT, NO_LIMIT);

export function weatherReport(view: View): Weather {
  const { day, hour, minute } = timeIn(view);
  return {
    kind: 'weather',
    ...positionIn(view),
    /** FI 11 sends 31 for a day that is not available, together with an hour and a minute that are none. */
    at: { day: hour === null && minute === null ? null : day, hour, minute },
    windKn: within(view, 'wind_kn', 0, 126),
    gustKn: within(view, 'gust_kn', 0, 126),
    windFromDeg: within(view, 'wind_dir', 0, 359),
    airTempC: scaledIn(view, 'air_temp_c'),
    pressureHpa: scaledIn(view, 'pressure_hpa'),
    visibilityNm: scaledIn(view, 'vis_nm'),
    waterLevelM: scaledIn(view, 'level_m'),
    currentKn: scaledIn(view, 'cur_kn'),
    currentToDeg: within(view, 'cur_dir', 0, 359),
    waveM: scaledIn(view, 'wave_m'),
  };
}
