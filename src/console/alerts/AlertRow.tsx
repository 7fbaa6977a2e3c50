import './row.css';
import type { AlertView } from '../../protocol/alert.ts';
import { may } from '../access/may.ts';
import { age, clockTime } from '../format/format.ts';
import { known, t } from '../i18n/text.ts';
import { isOpen } from '../live/alertBook.ts';
import { nowMs, pendingAcks, picture, zoneNames } from '../live/state.ts';
import { Icon } from '../shell/Icon.tsx';
import { asideFor, focusedAlertId, showAlert } from '../shell/ui.ts';
import { PutAside } from './PutAside.tsx';

interface Props {
  readonly alert: AlertView;
  readonly onAcknowledge: (id: string) => void;
}

/** One alert: what, how bad, since when, who, where, and what to do about it. Text of the radio stays text. */
export function AlertRow({ alert, onAcknowledge }: Props) {
  const focused = focusedAlertId.value === alert.id;
  const waiting = alert.state === 'active';
  const aside = asideFor.value?.id === alert.id && isOpen(alert) ? asideFor.value.way : null;
  const classes = ['alert', `sev--${alert.severity}`, `alert--${alert.state}`, focused && 'alert--focused'];
  return (
    <li
      class={classes.filter(Boolean).join(' ')}
      data-alert={alert.id}
      data-state={alert.state}
      aria-current={focused ? 'true' : undefined}
    >
      <button type="button" class="alert__main" onClick={() => showAlert(alert.id)}>
        <span class="alert__head">
          <Icon name={alert.severity} class="alert__icon" />
          <b class="alert__severity">{t(`severity.${alert.severity}`)}</b>
          <span class="alert__kind">{known(`kind.${alert.kind}`, alert.kind)}</span>
          {alert.escalation > 0 && (
            <b class="alert__escalated">
              {known(`alerts.escalated.${alert.escalation}`, String(alert.escalation))}
            </b>
          )}
          <Age alert={alert} />
        </span>
        <span class="alert__title">{alert.title}</span>
        {waiting && alert.text && <span class="alert__text">{alert.text}</span>}
        <Where alert={alert} />
      </button>
      {aside === null && <Actions alert={alert} focused={focused} onAcknowledge={onAcknowledge} />}
      {aside !== null && <PutAside key={aside} alert={alert} way={aside} />}
    </li>
  );
}

/** What can be done with an alert: all of it on the line in focus, elsewhere what waits for somebody. */
function Actions({ alert, focused, onAcknowledge }: Props & { readonly focused: boolean }) {
  const waiting = alert.state === 'active';
  if (!may('alerts.act') || !isOpen(alert) || (!waiting && !focused)) return null;
  return (
    <span class="alert__actions">
      {focused &&
        (['snooze', 'close'] as const).map((way) => (
          <button
            key={way}
            type="button"
            data-action={way}
            aria-label={t(`aside.${way}`)}
            title={t(`aside.${way}`)}
            onClick={() => {
              asideFor.value = { id: alert.id, way };
            }}
          >
            <Icon name={way} />
            <kbd>{way[0]}</kbd>
          </button>
        ))}
      {waiting && (
        <button
          type="button"
          class="alert__ack"
          disabled={pendingAcks.value.has(alert.id)}
          onClick={() => onAcknowledge(alert.id)}
        >
          <Icon name="check" /> {t('alerts.acknowledge')}
          {focused && <kbd>a</kbd>}
        </button>
      )}
    </span>
  );
}

function Age({ alert }: { readonly alert: AlertView }) {
  const raisedMs = Date.parse(alert.raisedAt);
  return (
    <time class="alert__age" dateTime={alert.raisedAt} title={`${clockTime(raisedMs, true)} UTC`}>
      {age((nowMs.value - raisedMs) / 1000)}
    </time>
  );
}

/** Until when and why: the row is all that a colleague sees of it. */
const snoozeText = ({ snooze }: AlertView): string =>
  snooze
    ? t('alerts.snoozedUntil', { time: clockTime(Date.parse(snooze.until), true), reason: snooze.reason })
    : t('state.snoozed');

function Where({ alert }: { readonly alert: AlertView }) {
  const vessel = alert.mmsi ? picture.value.vessels.get(alert.mmsi) : undefined;
  const name = vessel?.name ?? alert.mmsi;
  const zone = alert.zoneId ? (zoneNames.value.get(alert.zoneId) ?? alert.zoneId) : null;
  const notes = [
    alert.trust === 'low' && t('alerts.lowTrust'),
    alert.state === 'acknowledged' &&
      (alert.acknowledgedBy
        ? t('alerts.acknowledgedBy', { who: alert.acknowledgedBy })
        : t('alerts.acknowledged')),
    alert.state === 'snoozed' && snoozeText(alert),
    !isOpen(alert) && t(alert.state === 'closed' ? 'state.closed' : 'state.cleared'),
  ].filter((note) => note !== false);
  return (
    <span class="alert__where">
      {name && (
        <span class="alert__vessel">
          {vessel?.hazard && <i class={`sign sign--${vessel.hazard.state}`} />}
          {name}
        </span>
      )}
      {zone && <span class="alert__zone">{zone}</span>}
      {notes.map((note) => (
        <span key={note} class="alert__note" title={note}>
          {note}
        </span>
      ))}
    </span>
  );
}
