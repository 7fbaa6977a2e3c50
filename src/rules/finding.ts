import type { Finding } from '../model/alert.ts';
import { type Hazard, type Kinematics, mmsiText, type Vessel } from '../model/vessel.ts';
import type { Zone, ZoneRule } from '../model/zone.ts';
import { causeOf } from './cause.ts';
import type { Passage } from './passage.ts';

/** What a finding is about, beside the vessel and its latest position. */
export interface Occasion {
  readonly zone: Zone;
  readonly rule: ZoneRule;
  readonly passage: Passage;
  /** Seconds between the position before and this one; null when there was none before. */
  readonly gapS: number | null;
  readonly nowMs: number;
}

const kindOfVessel = ({ state }: Hazard): string =>
  state === 'confirmed' ? 'Hazardous vessel' : state === 'suspected' ? 'Possibly hazardous vessel' : 'Vessel';

function signs({ cones, bFlag, category, unNumbers }: Hazard): string {
  const said: string[] = [];
  if (cones !== null && cones > 0) said.push(cones === 1 ? '1 blue cone' : `${cones} blue cones`);
  if (bFlag) said.push('B-flag');
  if (category !== null) said.push(`category ${category}`);
  if (unNumbers.length > 0) said.push(`UN ${unNumbers.join(', ')}`);
  return said.length > 0 ? ` (${said.join(', ')})` : '';
}

function cargo(hazard: Hazard): string {
  switch (hazard.state) {
    case 'confirmed':
      return `with dangerous goods aboard${signs(hazard)}`;
    case 'suspected':
      return 'of a kind that usually carries dangerous goods';
    case 'unknown':
      return 'with unknown cargo';
    case 'none-declared':
      return 'with no dangerous goods declared';
    case 'not-applicable':
      return 'which carries no cargo by its kind';
  }
}

const speed = (kn: number | null): string => (kn === null ? 'at unknown speed' : `at ${kn.toFixed(1)} kn`);

/** Title and sentence, without the subject: `[title, sentence]`. */
function happening({ zone, rule, passage, gapS }: Occasion, { sogKn }: Kinematics): [string, string] {
  if (rule.rule === 'zone.speed')
    return [
      `too fast in ${zone.name}`,
      `sails ${speed(sogKn)} in ${zone.name}, where the limit is ${rule.limitKn} kn, for ${rule.holdS} s or longer.`,
    ];
  if (rule.rule === 'zone.dwell')
    return [
      `too long in ${zone.name}`,
      `has been in ${zone.name} for ${rule.limitS} s or longer, now ${speed(sogKn)}.`,
    ];
  if (rule.rule === 'zone.stop')
    return [
      `stopped in ${zone.name}`,
      `lies still, anchored or moored in ${zone.name} for ${rule.holdS} s or longer, ${speed(sogKn)}.`,
    ];
  if (rule.rule === 'zone.wrong-way')
    return [
      `against the direction in ${zone.name}`,
      `sails against the direction of ${rule.axisDeg}° in ${zone.name} ${speed(sogKn)}.`,
    ];
  if (passage === 'crosses')
    return [
      `passed through ${zone.name}`,
      `passed through ${zone.name} between two positions ${gapS ?? 0} s apart, now ${speed(sogKn)}.`,
    ];
  if (rule.rule === 'zone.exit') return [`left ${zone.name}`, `left ${zone.name} ${speed(sogKn)}.`];
  if (passage === 'appears')
    return [`inside ${zone.name}`, `was first heard inside ${zone.name}, ${speed(sogKn)}.`];
  if (passage === 'stays')
    return [
      `inside ${zone.name}`,
      `is inside ${zone.name} ${speed(sogKn)}; the rule began to concern it there.`,
    ];
  return [`entered ${zone.name}`, `entered ${zone.name} ${speed(sogKn)}.`];
}

const oneDecimal = (n: number): number => Math.round(n * 10) / 10;

function limitsOf({ rule, limitKn, holdS, limitS, axisDeg }: ZoneRule, passage: Passage): object {
  if (rule === 'zone.speed') return { limitKn, holdS };
  if (rule === 'zone.dwell') return { limitS };
  if (rule === 'zone.stop') return { holdS };
  return rule === 'zone.wrong-way' ? { axisDeg, holdS } : { passage };
}

function evidenceOf(vessel: Vessel, fix: Kinematics, occasion: Occasion): Record<string, unknown> {
  const { zone, rule, passage, gapS, nowMs } = occasion;
  const { hazard } = vessel;
  return {
    hazardState: hazard.state,
    cones: hazard.cones,
    bFlag: hazard.bFlag,
    category: hazard.category,
    hazardBecause: hazard.evidence.map(({ source, value }) => `${source}: ${value}`),
    zoneName: zone.name,
    ...(zone.version ? { zoneVersion: zone.version } : {}),
    zoneKind: zone.kind,
    approximate: zone.approximate,
    uncertaintyM: zone.uncertaintyM,
    sogKn: fix.sogKn,
    cogDeg: fix.cogDeg,
    receiver: fix.receiver,
    positionAt: new Date(fix.positionAtMs).toISOString(),
    positionAgeS: Math.max(0, oneDecimal((nowMs - fix.positionAtMs) / 1000)),
    ...limitsOf(rule, passage),
    ...(passage === 'appears' ? { firstHeard: true } : {}),
    ...(passage === 'crosses' ? { crossed: true, gapS } : {}),
  };
}

/** The finding that a rule's condition begins, in words for the watch room. */
export function raised(vessel: Vessel, fix: Kinematics, occasion: Occasion): Finding {
  const { zone, rule } = occasion;
  const [title, sentence] = happening(occasion, fix);
  const who =
    vessel.name === null ? `Vessel ${mmsiText(vessel.mmsi)}` : `${vessel.name} (${mmsiText(vessel.mmsi)})`;
  return {
    action: 'raise',
    cause: causeOf(rule.rule, zone.id, vessel.mmsi),
    kind: rule.rule,
    severity: rule.severity,
    mmsi: vessel.mmsi,
    zoneId: zone.id,
    position: [fix.lon, fix.lat],
    title: `${kindOfVessel(vessel.hazard)} ${title}`,
    text: `${who}, ${cargo(vessel.hazard)}, ${sentence}`,
    evidence: evidenceOf(vessel, fix, occasion),
  };
}

/** The finding that it ended. */
export const cleared = (rule: ZoneRule['rule'], zoneId: string, mmsi: number): Finding => ({
  action: 'clear',
  cause: causeOf(rule, zoneId, mmsi),
});

/* Words that other watches use too. */
export { cargo, kindOfVessel };
