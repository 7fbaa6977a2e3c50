import type { Declaration } from '../model/cargo.ts';
import type { Hazard, Vessel } from '../model/vessel.ts';
import { takeTogether } from './declared.ts';
import { judge } from './judge.ts';
import { messageHoldsMs } from './signs.ts';

const endMs = ({ validToMs, withdrawnAtMs }: Declaration): number =>
  Math.min(validToMs, withdrawnAtMs ?? Number.POSITIVE_INFINITY);
/** Not before it was handed in: nobody knew of it. */
const beginMs = ({ declaredAtMs, validFromMs }: Declaration): number => Math.max(declaredAtMs, validFromMs);

/**
 * Hazard of a vessel as it was judged at `atMs`: by the declarations that had been handed in and not withdrawn by then.
 * @param declarations all of the vessel's, newest first
 * @returns with the time until which it holds, as long as the vessel itself says nothing new
 */
export function judgeThen(
  vessel: Vessel,
  declarations: readonly Declaration[],
  atMs: number,
): { readonly hazard: Hazard; readonly untilMs: number } {
  const valid = declarations.filter((d) => beginMs(d) <= atMs && atMs < endMs(d));
  const untilMs = judgedUntilMs(vessel, declarations, atMs);
  return { hazard: judge(vessel, takeTogether(valid), atMs), untilMs };
}

/** Until when a vessel's hazard is judged as at `atMs`, as long as the vessel itself says nothing new. */
export function judgedUntilMs(
  { dangerousCargo }: Pick<Vessel, 'dangerousCargo'>,
  declarations: readonly Declaration[],
  atMs: number,
): number {
  const turns = declarations.flatMap((d) => [beginMs(d), endMs(d)]);
  if (dangerousCargo !== null) turns.push(dangerousCargo.atMs + messageHoldsMs);
  return turns.reduce(
    (soonest, turn) => (turn > atMs && turn < soonest ? turn : soonest),
    Number.POSITIVE_INFINITY,
  );
}
