import type { LiveVessel } from '../../protocol/vessel.ts';

/** How a vessel is drawn: the body says what it is and whether it moves, tone and mark say what it carries. */
export type Body = 'ship' | 'barge' | 'small' | 'still' | 'station' | 'aid' | 'distress' | 'aircraft';
/** `undisclosed`: what it carries is not shown to this reader, known or not. */
export type Tone = 'confirmed' | 'suspected' | 'unknown' | 'plain' | 'undisclosed';
export type Mark = 'cones-1' | 'cones-2' | 'cones-3' | 'b-flag' | 'danger' | 'question' | 'none';

export interface VesselSymbol {
  readonly body: Body;
  readonly tone: Tone;
  readonly mark: Mark;
  /** Clockwise from north; 0 for bodies without a bow. */
  readonly rotationDeg: number;
  /** What is drawn later lies on top: hazardous over plain. */
  readonly rank: number;
}

/** Below this speed over ground GNSS noise decides the course. */
const stillBelowKn = 0.5;
const vesselClasses: ReadonlySet<LiveVessel['class']> = new Set(['A', 'B', 'inland']);
const ranks: Readonly<Record<Tone, number>> = {
  undisclosed: 0,
  plain: 0,
  unknown: 1,
  suspected: 2,
  confirmed: 3,
};

/** A vessel; not a station, an aid to navigation or an aircraft. */
export const carriesCargo = (v: LiveVessel): boolean => vesselClasses.has(v.class);

export const isUnderWay = (v: LiveVessel): boolean => v.sogKn !== null && v.sogKn >= stillBelowKn;

/** Where the bow points: the heading, or the course over ground while under way; null when neither is known. */
export function directionDeg(v: LiveVessel): number | null {
  return v.headingDeg ?? (isUnderWay(v) ? v.cogDeg : null);
}

/** The symbol of a vessel, station or aid. */
export function symbolOf(v: LiveVessel): VesselSymbol {
  const tone = toneOf(v);
  const body = bodyOf(v);
  const turns = body === 'ship' || body === 'barge' || body === 'small';
  return {
    body,
    tone,
    mark: markOf(v, tone),
    rotationDeg: turns ? (directionDeg(v) ?? 0) : 0,
    rank: body === 'distress' ? 4 : ranks[tone],
  };
}

export const iconName = (body: Body, tone: Tone): string => `${body}-${tone}`;

function toneOf(v: LiveVessel): Tone {
  if (v.class === 'sart') return 'confirmed';
  if (!carriesCargo(v)) return 'plain';
  const state = v.hazard?.state;
  if (state === undefined) return 'undisclosed';
  return state === 'none-declared' || state === 'not-applicable' ? 'plain' : state;
}

function bodyOf(v: LiveVessel): Body {
  if (v.class === 'base') return 'station';
  if (v.class === 'aton') return 'aid';
  if (v.class === 'sart') return 'distress';
  if (v.class === 'sar') return 'aircraft';
  if (!isUnderWay(v) || directionDeg(v) === null) return 'still';
  if (v.class === 'inland') return 'barge';
  return v.class === 'B' ? 'small' : 'ship';
}

function markOf(v: LiveVessel, tone: Tone): Mark {
  if (v.class === 'sart' || tone === 'plain' || tone === 'suspected' || tone === 'undisclosed') return 'none';
  if (tone === 'unknown') return 'question';
  const cones = v.hazard?.cones;
  if (cones === 1 || cones === 2 || cones === 3) return `cones-${cones}`;
  return v.hazard?.bFlag ? 'b-flag' : 'danger';
}
