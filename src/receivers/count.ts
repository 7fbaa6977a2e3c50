import type { ReceiverTally, Refusal, SideFault } from '../model/reception.ts';

/** Counts a line that was refused. */
export function refuse({ refused }: ReceiverTally, cause: Refusal): void {
  refused[cause] = (refused[cause] ?? 0) + 1;
}

/** Counts what is wrong beside a line's own result. */
export function fault({ sideFaults }: ReceiverTally, what: SideFault): void {
  sideFaults[what] = (sideFaults[what] ?? 0) + 1;
}
