import type { PositionRow } from '../../model/archive.ts';
import { mayKnow } from '../../model/audience.ts';
import type { AlertsThen, Chronicle } from '../../model/chronicle.ts';
import type { History, Recollection } from '../../model/history.ts';
import type { Box } from '../../model/past.ts';
import { inBox } from '../box.ts';
import { countsSinceMs, knownThen } from '../history/picture-then.ts';
import type { View } from '../live/stage.ts';
import type { ReplayLimits } from './limits.ts';
import { Scene } from './scene.ts';
import type { PastShowing } from './showing.ts';

/** What a replay is read from. */
export interface PastPorts {
  readonly history: Pick<History, 'present' | 'vesselsAt'>;
  readonly chronicle: Chronicle;
  readonly recollection: Recollection;
}

/** What the client wants to see, and how much it is shown. */
interface Wanted {
  readonly view: View;
  readonly showing: Pick<PastShowing, 'scope'>;
}

/** The view has more vessels than a replay holds. */
export class TooManyVessels extends Error {}

/** What the database may be asked for instead of all; a box across the antimeridian is not cut there. */
const areaOf = ({ box }: View): Box | null => (box !== null && box[0] <= box[2] ? box : null);

const isIn = (area: Box | null, { lon, lat }: PositionRow): boolean => area === null || inBox(area, lon, lat);

function hold(scene: Scene, mostVessels: number): void {
  if (scene.vessels > mostVessels) throw new TooManyVessels(`more than ${mostVessels} vessels`);
}

/** The picture at `atMs`, and the alerts that were open then. */
export async function openScene(
  atMs: number,
  { view, showing: { scope } }: Wanted,
  { history, chronicle, recollection }: PastPorts,
  { mostVessels, mostAlerts }: ReplayLimits,
  signal: AbortSignal,
): Promise<{ readonly scene: Scene; readonly alerts: AlertsThen }> {
  const scene = new Scene(atMs, view, recollection);
  const area = areaOf(view);
  for (const stay of await chronicle.staysAt(atMs, signal)) scene.enter(stay);
  for await (const page of knownThen(atMs, history, area, -1, signal)) {
    for (const then of page) {
      // one that has left the area by then is met again when it comes back
      if (then.position !== null && isIn(area, then.position)) scene.introduce(then);
    }
    hold(scene, mostVessels);
  }
  const alerts =
    scope === null ? { alerts: [], leftOut: 0 } : await chronicle.alertsAt(atMs, scope, mostAlerts, signal);
  return { scene, alerts };
}

/** The next page for the scene, of at most `spanMs`; vessels that it has not met are looked up as they were before it. */
export async function readOn(
  scene: Scene,
  { view, showing: { scope } }: Wanted,
  { toMs, spanMs, everyMs }: { readonly toMs: number; readonly spanMs: number; readonly everyMs: number },
  { history, chronicle }: PastPorts,
  { mostVessels }: ReplayLimits,
  signal: AbortSignal,
): Promise<void> {
  const fromMs = scene.beforeMs;
  const endMs = Math.min(toMs + 1, fromMs + spanMs);
  const area = areaOf(view);
  const page = await chronicle.page({ fromMs, toMs: endMs, area, everyMs }, signal);
  const strangers = new Set<number>();
  for (const position of page.positions)
    if (!scene.knows(position.mmsi) && isIn(area, position)) strangers.add(position.mmsi);
  const atMs = fromMs - 1;
  const moments = [...strangers].map((mmsi) => ({ mmsi, atMs }));
  for (const then of await history.vesselsAt(moments, countsSinceMs(atMs), signal)) scene.introduce(then);
  signal.throwIfAborted();
  hold(scene, mostVessels);
  const alertEvents = page.alertEvents.filter(({ alert }) => scope !== null && mayKnow(scope, alert));
  scene.append({ ...page, alertEvents });
}
