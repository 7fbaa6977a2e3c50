import { isWatching, mayNow } from '../access/may.ts';
import { page, standing } from '../access/state.ts';
import { neighbour } from '../alerts/order.ts';
import { shownAlerts } from '../alerts/shown.ts';
import { isOpen } from '../live/alertBook.ts';
import { alertBook } from '../live/state.ts';
import { searchInputId } from './SearchBox.tsx';
import {
  asideFor,
  flight,
  focusedAlertId,
  helpOpen,
  selectedMmsi,
  selectVessel,
  showAlert,
  shownStates,
  theme,
} from './ui.ts';

/** Keys that work anywhere on the page but in a text field. `acknowledge` is called with the focused alert. */
export function listenForKeys(target: Window, acknowledge: (alertId: string) => void): () => void {
  const move = (step: 1 | -1): void => {
    // A line that was clicked before must not take the Enter that is meant for this one.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const ids = shownAlerts.peek().map((alert) => alert.id);
    focusedAlertId.value = neighbour(ids, focusedAlertId.value, step);
  };
  const stepBack = (): void => {
    if (helpOpen.value) helpOpen.value = false;
    else if (page.value !== null && isWatching()) page.value = null;
    else if (asideFor.value !== null) asideFor.value = null;
    else if (selectedMmsi.value !== null) selectVessel(null, false);
    else if (shownStates.value) shownStates.value = null;
    else focusedAlertId.value = null;
  };
  const putAside =
    (way: 'snooze' | 'close') =>
    (id: string): void => {
      const alert = alertBook.peek().alerts.get(id);
      if (alert !== undefined && isOpen(alert)) asideFor.value = { id, way };
    };
  const withFocused = (action: (id: string) => void) => (): void => {
    if (focusedAlertId.value !== null) action(focusedAlertId.value);
  };
  const forThoseWhoAct =
    (action: (id: string) => void) =>
    (id: string): void => {
      if (mayNow('alerts.act')) action(id);
    };
  const actions: Readonly<Record<string, () => void>> = {
    j: () => move(1),
    k: () => move(-1),
    Enter: withFocused(showAlert),
    a: withFocused(forThoseWhoAct(acknowledge)),
    s: withFocused(forThoseWhoAct(putAside('snooze'))),
    c: withFocused(forThoseWhoAct(putAside('close'))),
    '/': () => document.getElementById(searchInputId)?.focus(),
    f: () => {
      flight.value = { to: 'port' };
    },
    t: () => {
      theme.value = theme.value === 'night' ? 'day' : 'night';
    },
    '?': () => {
      helpOpen.value = !helpOpen.value;
    },
    Escape: stepBack,
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const element = event.target instanceof HTMLElement ? event.target : null;
    if (element?.matches('input, textarea, select')) return;
    // a box over the page has the keys for itself, and nobody has any before the page is open
    if (standing.peek().step !== 'in' || document.querySelector('dialog[open]')) return;
    // Enter on a button presses that button.
    if (event.key === 'Enter' && element?.matches('button, a, summary')) return;
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };
  target.addEventListener('keydown', onKeyDown);
  return () => target.removeEventListener('keydown', onKeyDown);
}
