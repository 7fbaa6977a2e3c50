import { effect, signal } from '@preact/signals';
import type { TrackFeature } from '../../protocol/vessel.ts';
import { mayOf } from '../access/may.ts';
import { session } from '../access/state.ts';
import { getTrack } from '../live/api.ts';
import { RequestRefused, reason } from '../live/request.ts';
import { picture } from '../live/state.ts';
import { selectedMmsi } from '../shell/ui.ts';

export interface Track {
  readonly mmsi: string;
  readonly state: 'loading' | 'ready' | 'failed';
  readonly failure: string | null;
  readonly line: readonly (readonly [number, number])[];
  readonly fromIso: string | null;
  /** Time of the last point, ISO 8601: what the live picture has to be newer than. */
  readonly toIso: string | null;
}

/** The track of the selected vessel: what is stored, then continued by the live picture. */
export const track = signal<Track | null>(null);
/** Points of one track that are drawn; the oldest go first. */
const mostPoints = 20_000;
/** The archive may still be opening or be out of order: it is asked again while the vessel is selected. */
const retryMs = 5000;

/** Follows the selection. Returns the way to stop. */
export function followTrack(): () => void {
  const stopLoading = effect(() => {
    const mmsi = selectedMmsi.value;
    track.value = null;
    if (mmsi === null) return undefined;
    const vessel = picture.peek().vessels.get(mmsi);
    if (!mayOf(session.peek(), 'history.read', vessel)) return undefined;
    const empty: Track = { mmsi, state: 'loading', failure: null, line: [], fromIso: null, toIso: null };
    track.value = empty;
    const leaving = new AbortController();
    void load(empty, leaving.signal);
    return () => leaving.abort();
  });
  const stopGrowing = effect(() => grow(picture.value.vessels));
  return () => {
    stopLoading();
    stopGrowing();
  };
}

/** All points of a track in one line: the gaps of it are drawn through. */
function pointsOf(stored: TrackFeature | null): Track['line'] {
  if (stored === null) return [];
  const { geometry } = stored;
  return geometry.type === 'LineString' ? geometry.coordinates : geometry.coordinates.flat();
}

async function load(empty: Track, signal: AbortSignal): Promise<void> {
  try {
    const stored = await getTrack(empty.mmsi, signal);
    if (signal.aborted) return;
    const line = pointsOf(stored);
    const times = stored?.properties.coordTimes.flat() ?? [];
    track.value = { ...empty, state: 'ready', line, fromIso: times[0] ?? null, toIso: times.at(-1) ?? null };
  } catch (error) {
    if (signal.aborted) return;
    track.value = { ...empty, state: 'failed', failure: reason(error) };
    if (error instanceof RequestRefused && error.status === 403) return;
    const timer = setTimeout(() => void load(empty, signal), retryMs);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  }
}

function grow(vessels: typeof picture.value.vessels): void {
  const held = track.peek();
  const vessel = held && vessels.get(held.mmsi);
  if (!held || !vessel || held.state === 'loading') return;
  if (vessel.lon === null || vessel.lat === null || vessel.positionAt === null) return;
  if (held.toIso !== null && vessel.positionAt <= held.toIso) return;
  const line = [...held.line.slice(-mostPoints + 1), [vessel.lon, vessel.lat] as const];
  track.value = { ...held, line, fromIso: held.fromIso ?? vessel.positionAt, toIso: vessel.positionAt };
}
