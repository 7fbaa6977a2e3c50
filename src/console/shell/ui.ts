import { effect, signal } from '@preact/signals';
import type { Severity } from '../alerts/order.ts';
import { type Language, language } from '../i18n/text.ts';
import type { HazardState } from '../live/picture.ts';
import * as live from '../live/state.ts';

/** What the reader has chosen on this page. */

export type Theme = 'night' | 'day';
export type Place = readonly [lon: number, lat: number];

export const selectedMmsi = signal<string | null>(null);
export const focusedAlertId = signal<string | null>(null);
export const alertTab = signal<'open' | 'ended'>('open');
/** The alert that is being put aside, and how. */
export const asideFor = signal<{ readonly id: string; readonly way: 'snooze' | 'close' } | null>(null);
export const severityShown = signal<Severity | null>(null);
/** Only vessels of these hazard states are on the map; null for all. */
export const shownStates = signal<ReadonlySet<HazardState> | null>(null);
export const helpOpen = signal(false);
/** Where the map is to go; a new object at each request, also for the same place. */
export const flight = signal<{ readonly to: Place | 'port' } | null>(null);
/** One sentence about something that did not work; goes by itself. */
export const notice = signal<string | null>(null);

export const theme = signal<Theme>('night');
export const sound = signal(false);
export const legendOpen = signal(true);

/** Selects a vessel; with `fly` the map goes there. */
export function selectVessel(mmsi: string | null, fly: boolean): void {
  selectedMmsi.value = mmsi;
  const vessel = mmsi === null ? undefined : live.picture.peek().vessels.get(mmsi);
  if (fly && vessel && vessel.lon !== null && vessel.lat !== null) {
    flight.value = { to: [vessel.lon, vessel.lat] };
  }
}

/** Shows what an alert is about: its vessel on the map, or the place it was raised at. */
export function showAlert(id: string): void {
  const alert = live.alertBook.peek().alerts.get(id);
  focusedAlertId.value = id;
  if (!alert) return;
  if (alert.mmsi && live.picture.peek().vessels.has(alert.mmsi)) selectVessel(alert.mmsi, true);
  else {
    selectedMmsi.value = alert.mmsi;
    if (alert.position) flight.value = { to: alert.position };
  }
}

/** Adds or takes away one hazard state of the map's filter; an empty filter shows all. */
export function toggleState(states: readonly HazardState[]): void {
  const next = new Set(shownStates.value ?? []);
  for (const state of states) if (!next.delete(state)) next.add(state);
  shownStates.value = next.size === 0 ? null : next;
}

const prefix = 'havenwacht.';

/**
 * Takes the reader's choices from the browser's storage and keeps them there; without storage they last as long as
 * the page. Until a choice is made, `preferred` is the language, and the legend is open on a `roomy` screen.
 */
export function keepPreferences(storage: Storage | null, preferred: Language, roomy: boolean): void {
  const read = (name: string): string | null => storage?.getItem(prefix + name) ?? null;
  theme.value = read('theme') === 'day' ? 'day' : 'night';
  const stored = read('language');
  language.value = stored === 'nl' || stored === 'en' ? stored : preferred;
  sound.value = read('sound') === 'on';
  legendOpen.value = read('legend') === null ? roomy : read('legend') === 'open';
  effect(() => {
    document.documentElement.setAttribute('data-theme', theme.value);
    document.documentElement.lang = language.value;
    storage?.setItem(`${prefix}theme`, theme.value);
    storage?.setItem(`${prefix}language`, language.value);
    storage?.setItem(`${prefix}sound`, sound.value ? 'on' : 'off');
    storage?.setItem(`${prefix}legend`, legendOpen.value ? 'open' : 'closed');
  });
}
