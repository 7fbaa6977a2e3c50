import { effect } from '@preact/signals';
import { render } from 'preact';
import { enter, watchDoor } from './access/door.ts';
import { mayNow } from './access/may.ts';
import { signOut } from './access/routes.ts';
import { standing } from './access/state.ts';
import { keepWatch } from './access/watch.ts';
import { tokenOf } from './access/words.ts';
import { nextWaiting } from './alerts/order.ts';
import { shownAlerts } from './alerts/shown.ts';
import { soundFor } from './alerts/sound.ts';
import { t } from './i18n/text.ts';
import { RequestRefused, reason } from './live/request.ts';
import { startSession } from './live/session.ts';
import { clockOffsetMs, nowMs, port } from './live/state.ts';
import { App } from './shell/App.tsx';
import { listenForKeys } from './shell/keys.ts';
import { focusedAlertId, keepPreferences, notice, sound } from './shell/ui.ts';
import { followTrack } from './vessel/track.ts';

/** The only place that reads the browser's clock, storage and address. */
const clock = (): number => Date.now();
const noticeMs = 8000;

function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

function tick(): void {
  nowMs.value = clock() + clockOffsetMs.peek();
}

keepPreferences(storage(), navigator.language.startsWith('nl') ? 'nl' : 'en', innerWidth >= 1600);
tick();
setInterval(tick, 1000);

const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
const { session } = keepWatch(
  () =>
    startSession({
      socketUrl: `${scheme}://${location.host}/api/v1/live`,
      clock,
      random: Math.random,
      onAlert: soundFor(() => sound.peek(), clock),
      reads: (part) => mayNow(`${part}.read`),
    }),
  () => nowMs.peek(),
);

function acknowledge(alertId: string): void {
  const next = nextWaiting(shownAlerts.peek(), alertId);
  session()
    ?.acknowledge(alertId)
    .then(
      () => {
        // The reader goes on with the next one, unless they went elsewhere meanwhile.
        if (focusedAlertId.peek() === alertId) focusedAlertId.value = next;
      },
      (error: unknown) => {
        notice.value = t('alerts.acknowledgeFailed', { detail: reason(error) });
      },
    );
}

/** Signs out, and begins anew with nothing on the page. */
function leave(): void {
  const begin = (): void => location.reload();
  signOut().then(begin, (error: unknown) => {
    // a session that has ended already needs no end
    if (error instanceof RequestRefused && error.status === 401) begin();
    else notice.value = reason(error);
  });
}

effect(() => {
  if (standing.value.step === 'stranger') location.reload();
});
effect(() => {
  if (notice.value === null) return undefined;
  const timer = setTimeout(() => {
    notice.value = null;
  }, noticeMs);
  return () => clearTimeout(timer);
});
effect(() => {
  const place = port.value ? `${port.value.name} · Havenwacht` : 'Havenwacht';
  const isOver = standing.value.was !== null && standing.value.step !== 'in';
  document.title = isOver ? `${t('live.ended')} · ${place}` : place;
});

const token = tokenOf(location.hash);
// the link works once; what is left in the address would be kept with the history
if (token !== null) history.replaceState(null, '', location.pathname + location.search);
// a link that is opened where the page is already there
window.addEventListener('hashchange', () => {
  if (tokenOf(location.hash) !== null) location.reload();
});
watchDoor();
void enter(token, Math.random);

followTrack();
listenForKeys(window, acknowledge);
const root = document.getElementById('app');
if (root)
  render(<App onAcknowledge={acknowledge} onRetry={() => session()?.retryNow()} onLeave={leave} />, root);
