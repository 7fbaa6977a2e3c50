import './alerts.css';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/text.ts';
import { alertBook, alertsFailure, alertsLoaded, zones } from '../live/state.ts';
import { Icon } from '../shell/Icon.tsx';
import { alertTab, focusedAlertId, severityShown } from '../shell/ui.ts';
import { AlertRow } from './AlertRow.tsx';
import { severities, waitingCounts } from './order.ts';
import { shownAlerts } from './shown.ts';

/** Lines drawn at once; more on request, so that a bad night does not slow the page. */
const pageLines = 100;

export function AlertList({ onAcknowledge }: { readonly onAcknowledge: (id: string) => void }) {
  const limit = useSignal(pageLines);
  const list = shownAlerts.value;
  const drawn = list.slice(0, limit.value);
  return (
    <aside class="alerts" aria-label={t('alerts.title')}>
      <Head />
      {alertsFailure.value !== null && (
        <p class="alerts__failure" role="alert">
          {t('alerts.loadFailed', { detail: alertsFailure.value })}
        </p>
      )}
      <Scroller newest={list[0]?.id ?? null} ids={list.map((a) => a.id)}>
        {drawn.map((alert) => (
          <AlertRow key={alert.id} alert={alert} onAcknowledge={onAcknowledge} />
        ))}
        {list.length > drawn.length && (
          <li>
            <button
              type="button"
              class="alerts__more"
              onClick={() => {
                limit.value += pageLines;
              }}
            >
              {t('alerts.more', { count: list.length - drawn.length })}
            </button>
          </li>
        )}
      </Scroller>
      {list.length === 0 && <Nothing />}
    </aside>
  );
}

function Head() {
  const counts = waitingCounts(alertBook.value);
  const waiting = severities.reduce((sum, severity) => sum + counts[severity], 0);
  return (
    <header class="alerts__head">
      <h2>{t('alerts.title')}</h2>
      <span class="alerts__waiting" data-waiting={waiting}>
        {t('alerts.unacknowledged', { count: waiting })}
      </span>
      <div class="tabs" role="tablist">
        {(['open', 'ended'] as const).map((tab) => (
          <button
            key={tab}
            type="button"
            role="tab"
            aria-selected={alertTab.value === tab}
            onClick={() => {
              alertTab.value = tab;
            }}
          >
            {t(`alerts.${tab}`)}
          </button>
        ))}
      </div>
      <div class="chips">
        {severities.map((severity) => (
          <button
            key={severity}
            type="button"
            class={`chip sev sev--${severity}${counts[severity] > 0 ? ' chip--waiting' : ''}`}
            aria-pressed={severityShown.value === severity}
            title={t(`severity.${severity}`)}
            onClick={() => {
              severityShown.value = severityShown.value === severity ? null : severity;
            }}
          >
            <Icon name={severity} /> {counts[severity]} <span>{t(`severity.${severity}`)}</span>
          </button>
        ))}
      </div>
    </header>
  );
}

interface ScrollerProps {
  readonly newest: string | null;
  readonly ids: readonly string[];
  readonly children: preact.ComponentChildren;
}

/** Holds still what is being read: while scrolled down, new lines above only raise a counter. */
function Scroller({ newest, ids, children }: ScrollerProps) {
  const list = useRef<HTMLOListElement>(null);
  const topSeen = useSignal<string | null>(newest);
  const atTop = useSignal(true);
  const focused = focusedAlertId.value;

  useEffect(() => {
    if (atTop.value) topSeen.value = newest;
  }, [newest, atTop.value, topSeen, atTop]);
  useEffect(() => {
    if (focused)
      list.current
        ?.querySelector(`[data-alert="${CSS.escape(focused)}"]`)
        ?.scrollIntoView({ block: 'nearest' });
  }, [focused]);

  const above = atTop.value || topSeen.value === null ? 0 : Math.max(0, ids.indexOf(topSeen.value));
  return (
    <div class="alerts__body">
      {above > 0 && (
        <button type="button" class="alerts__above" onClick={() => list.current?.scrollTo({ top: 0 })}>
          <Icon name="up" /> {t('alerts.newAbove', { count: above })}
        </button>
      )}
      <ol
        class="alerts__list"
        ref={list}
        onScroll={(event) => {
          atTop.value = event.currentTarget.scrollTop < 4;
        }}
      >
        {children}
      </ol>
    </div>
  );
}

function Nothing() {
  if (!alertsLoaded.value) {
    return alertsFailure.value === null ? <p class="alerts__nothing">{t('alerts.loading')}</p> : null;
  }
  if (alertTab.value === 'ended') return <p class="alerts__nothing">{t('alerts.noneEnded')}</p>;
  if (severityShown.value) return <p class="alerts__nothing">{t('alerts.noneFiltered')}</p>;
  const guarded = zones.value.filter((z) => z.properties.rules.length > 0).length;
  return (
    <div class="alerts__nothing">
      <Icon name="check" />
      <b>{t('alerts.none')}</b>
      <p>{t('alerts.noneHint', { zones: guarded })}</p>
    </div>
  );
}
