import { createRandom } from '../src/lib/random.ts';
import type { AisMessage, ClassAPosition, ClassBPosition, StaticAndVoyage } from '../src/model/messages.ts';
import type { TrustReason } from '../src/model/vessel.ts';
import { utcSecondOf } from '../src/sim/station.ts';
import { placeAhead } from '../src/traffic/geo.ts';
import type { Heard } from './simulated.ts';

/** What a forger does to the identities of honest traffic, as scripts with a seed. */

export const spoofKinds = [
  'twin near',
  'twin far',
  'jump',
  'outside',
  'MMSI',
  'IMO',
  'dimensions',
  'type',
  'GNSS',
] as const;
type SpoofKind = (typeof spoofKinds)[number];

export interface Spoof {
  readonly kind: SpoofKind;
  readonly mmsi: number;
  /** Any of these says rightly what is wrong. */
  readonly fits: readonly TrustReason[];
  /** Times of the false reports, in order; the first is its begin. */
  readonly falseAtMs: readonly number[];
}

interface Spoofed {
  readonly spoofs: readonly Spoof[];
  /** The traffic with the false reports in it, in the order of time. */
  readonly heard: readonly Heard[];
}

type Position = ClassAPosition | ClassBPosition;
type Fix = Heard & { readonly message: Position & { readonly lon: number; readonly lat: number } };

const minute = 60_000;
/** A false sender goes on for so long. */
const lastsMs = 4 * minute;
const middle = [4.3, 51.28] as const;
/** Without an allotted MID, with nothing behind it, or typed in (ITU-R M.585). */
const noMmsis = [299_123_456, 690_004_210, 244_000_000, 123_456_789, 812_345_678, 999_999_999];

const isFix = (heard: Heard): heard is Fix => {
  const { message } = heard;
  const isPosition = message.type === 1 || message.type === 2 || message.type === 3 || message.type === 18;
  return isPosition && message.lon !== null && message.lat !== null;
};
const isVoyage = (message: AisMessage): message is StaticAndVoyage => message.type === 5;

/** Scripts of forgers on honest traffic; they begin between `fromMs` and eight minutes later. */
export function spoof(honest: readonly Heard[], fromMs: number, seed: number): Spoofed {
  const random = createRandom(seed);
  const heard = [...honest];
  const spoofs: Spoof[] = [];
  const fixes = new Map<number, Fix[]>();
  for (const one of honest)
    if (isFix(one)) fixes.set(one.message.mmsi, [...(fixes.get(one.message.mmsi) ?? []), one]);
  const voyages = new Map(
    honest.flatMap(({ message }) => (isVoyage(message) ? [[message.mmsi, message]] : [])),
  );
  const barges = new Set(
    honest.flatMap(({ message }) => (message.type === 8 && message.inland !== null ? [message.mmsi] : [])),
  );
  /** Each vessel is forged once. */
  const left = new Set(random.shuffled([...fixes.keys()]));

  const someTime = (): number => fromMs + random.whole(0, 8 * minute);
  const fixesFrom = (mmsi: number, atMs: number): Fix[] =>
    (fixes.get(mmsi) ?? []).filter((fix) => fix.atMs >= atMs);
  const lastFix = (mmsi: number, atMs: number): Fix | undefined =>
    fixes.get(mmsi)?.findLast((fix) => fix.atMs <= atMs);

  /** A vessel not forged so far of which that holds. */
  function victim(fits: (mmsi: number) => boolean): number {
    const taken = [...left].find(fits);
    if (taken === undefined) throw new RangeError('no vessel is left to forge');
    left.delete(taken);
    return taken;
  }
  const goesOn = (atMs: number) => (mmsi: number) =>
    lastFix(mmsi, atMs) !== undefined && fixesFrom(mmsi, atMs).length > 1;

  function add(kind: SpoofKind, fits: readonly TrustReason[], sent: readonly Heard[]): void {
    const [first] = sent;
    if (first === undefined) throw new RangeError(`${kind}: nothing sent`);
    heard.push(...sent);
    spoofs.push({ kind, mmsi: first.message.mmsi, fits, falseAtMs: sent.map(({ atMs }) => atMs) });
  }

  /** A sender that sails from a place, with a report each 10 s, or 30 s of class B; half of them on the course of a vessel. */
  function sailing(of: Position, [lon, lat]: readonly number[], atMs: number): Heard[] {
    const everyMs = of.type === 18 ? 30_000 : 10_000;
    const sogKn = random.between(4, 14);
    const cogDeg = random.chance(0.5) && of.cogDeg !== null ? of.cogDeg : random.between(0, 359);
    return Array.from({ length: lastsMs / everyMs }, (_, i) => {
      const sentMs = atMs + i * everyMs;
      const wayM = ((sogKn * 1852) / 3_600_000) * i * everyMs;
      const [lonThen, latThen] = placeAhead(lon ?? 0, lat ?? 0, cogDeg, wayM);
      const own = { sogKn, cogDeg, headingDeg: null, utcSecond: utcSecondOf(sentMs) };
      return { atMs: sentMs, channel: 'A', message: { ...of, ...own, lon: lonThen, lat: latThen } };
    });
  }

  /** A copy of a vessel's identity so many kilometres from where she is. */
  function twin(kind: SpoofKind, km: readonly [number, number]): void {
    const atMs = someTime();
    const fix = lastFix(victim(goesOn(atMs)), atMs);
    if (fix === undefined) return;
    const { lon, lat } = fix.message;
    const place = placeAhead(lon, lat, random.between(0, 360), random.between(...km) * 1000);
    add(kind, ['jump', 'duplicate-identity'], sailing(fix.message, place, atMs));
  }

  /** From `atMs` on the vessel's own reports lie elsewhere. */
  function displace(
    kind: SpoofKind,
    reason: TrustReason,
    mmsi: number,
    atMs: number,
    to: (fix: Fix) => number[],
  ) {
    const falseFixes = new Set<Heard>(fixesFrom(mmsi, atMs));
    const sent = [...falseFixes].filter(isFix).map((fix): Heard => {
      const [lon = 0, lat = 0] = to(fix);
      return { ...fix, message: { ...fix.message, lon, lat } };
    });
    heard.splice(0, heard.length, ...heard.filter((one) => !falseFixes.has(one)));
    add(kind, [reason], sent);
  }

  const by = (deg: number, km: number) => (fix: Fix) =>
    placeAhead(fix.message.lon, fix.message.lat, deg, km * 1000);

  function jump(): void {
    const atMs = someTime();
    const to = by(random.between(0, 360), random.between(15, 90));
    displace('jump', 'jump', victim(goesOn(atMs)), atMs, to);
  }

  /** Four vessels under way: all off by the same, or all at one place. */
  function gnss(atOnePlace: boolean): void {
    const atMs = someTime();
    const [deg, km] = [random.between(0, 360), random.between(15, 60)];
    const place = placeAhead(...middle, deg, km * 1000);
    const to = atOnePlace
      ? () => placeAhead(...place, random.between(0, 360), random.between(0, 40))
      : by(deg, km);
    const reportsOften = (mmsi: number): boolean =>
      lastFix(mmsi, atMs) !== undefined &&
      (fixesFrom(mmsi, atMs)[3]?.atMs ?? Number.POSITIVE_INFINITY) < atMs + 2 * minute;
    for (let i = 0; i < 4; i++) displace('GNSS', 'gnss', victim(reportsOften), atMs, to);
  }

  /** A ship that nobody knew, at a place. */
  const anybody = (mmsi: number): ClassAPosition => ({
    ...{ type: 1, repeat: 0, mmsi, navStatus: 0, rotDegPerMin: null, sogKn: 9, positionAccurate: true },
    ...{ lon: null, lat: null, cogDeg: 0, headingDeg: null, utcSecond: 0 },
    ...{ manoeuvre: 0, raim: false, radio: 0 },
  });
  function outside(serial: number): void {
    const place = placeAhead(...middle, random.between(0, 360), random.between(60, 250) * 1000);
    add('outside', ['range'], sailing(anybody(205_800_100 + serial), place, someTime()));
  }
  function noMmsi(mmsi: number): void {
    const place = placeAhead(...middle, random.between(0, 360), random.between(0, 3) * 1000);
    add('MMSI', ['mmsi-invalid'], sailing(anybody(mmsi), place, someTime()));
  }

  /** A false message 5 of a vessel that told a true one. */
  function retell(
    kind: SpoofKind,
    reason: TrustReason,
    fits: (said: StaticAndVoyage) => boolean,
    tell: (said: StaticAndVoyage) => Partial<StaticAndVoyage>,
  ) {
    const said = [...voyages.values()].find((one) => left.has(one.mmsi) && fits(one));
    if (said === undefined) throw new RangeError(`no vessel is left to forge: ${kind}`);
    left.delete(said.mmsi);
    add(kind, [reason], [{ atMs: someTime(), channel: 'B', message: { ...said, ...tell(said) } }]);
  }
  const isShip = ({ mmsi, shipType }: StaticAndVoyage): boolean =>
    !barges.has(mmsi) && shipType !== null && shipType >= 70 && shipType <= 89;
  const isBarge = ({ mmsi, shipType }: StaticAndVoyage): boolean =>
    barges.has(mmsi) && shipType !== null && shipType >= 70 && shipType <= 89;

  for (let i = 0; i < 2; i++) gnss(i === 0);
  retell(
    'IMO',
    'imo-invalid',
    ({ imo }) => imo !== null,
    ({ imo }) => ({ imo: imo === null ? null : imo - (imo % 10) + ((imo + random.whole(1, 9)) % 10) }),
  );
  retell('dimensions', 'dimensions', isShip, () => ({
    toBowM: random.whole(360, 500),
    toSternM: random.whole(50, 500),
  }));
  retell('dimensions', 'dimensions', isShip, () => ({
    toPortM: random.whole(33, 63),
    toStarboardM: random.whole(33, 63),
  }));
  retell('dimensions', 'dimensions', isBarge, ({ toBowM }) => ({
    toBowM: (toBowM ?? 0) + random.whole(10, 60),
  }));
  for (let i = 0; i < 2; i++)
    retell('type', 'type', isBarge, ({ shipType }) => ({ shipType: (shipType ?? 0) >= 80 ? 70 : 80 }));
  for (let i = 0; i < 8; i++) {
    twin('twin near', [1.5, 4]);
    twin('twin far', [10, 80]);
    jump();
  }
  for (let i = 0; i < 5; i++) outside(i);
  for (const mmsi of random.shuffled(noMmsis).slice(0, 3)) noMmsi(mmsi);
  return { spoofs, heard: heard.sort((a, b) => a.atMs - b.atMs) };
}
