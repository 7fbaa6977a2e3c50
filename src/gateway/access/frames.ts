import type { Action, Reader } from '../../model/access.ts';
import type { ClientFrame } from '../../protocol/frames.ts';
import { filterFault, missing } from './permission.ts';

type Frame<T extends ClientFrame['type']> = Extract<ClientFrame, { readonly type: T }>;

/**
 * What each frame of a client asks for; none: whoever is on the socket may send it. A frame that is not here does not compile. Alerts of a replay
 * are shown to those who may read alerts.
 */
export const frameAccess: {
  readonly [T in ClientFrame['type']]: (frame: Frame<T>) => readonly Action[];
} = {
  subscribe: ({ vessels = true, alerts = true }) => [
    ...(vessels ? (['picture.read'] as const) : []),
    ...(alerts === false ? [] : (['alerts.read'] as const)),
  ],
  acknowledge: () => ['alerts.act'],
  snooze: () => ['alerts.act'],
  ping: () => [],
  replay: () => ['history.read'],
  pause: () => ['history.read'],
  resume: () => ['history.read'],
  seek: () => ['history.read'],
  speed: () => ['history.read'],
  live: () => ['picture.read'],
};

/** @throws Error that names a frame which declares no access: the server does not start. */
export function demandDeclared(types: readonly string[]): void {
  const forgotten = types.filter((type) => !Object.hasOwn(frameAccess, type));
  if (forgotten.length > 0)
    throw new Error(
      `no access is declared for the frames ${forgotten.join(', ')}: see gateway/access/frames.ts`,
    );
}

const actionsOf = (frame: ClientFrame): readonly Action[] =>
  // each entry of the table takes the frame of its own name
  (frameAccess[frame.type] as (frame: ClientFrame) => readonly Action[])(frame);

/** Frames that hold what they ask for against the areas and vessels of the organisation: a reach of `own` opens them. */
const narrowed: ReadonlySet<Action> = new Set<Action>(['alerts.read', 'alerts.act']);

/** Why the reader may not send this frame, in one sentence that names what is missing; null: it may. */
export function frameFault(reader: Reader, frame: ClientFrame): string | null {
  for (const action of actionsOf(frame)) {
    const fault = missing(reader, action, narrowed.has(action));
    if (fault !== null) return `${frame.type}: ${fault}`;
  }
  return 'hazardOnly' in frame && frame.hazardOnly ? filterFault(reader, 'hazardOnly', 'cargo') : null;
}
