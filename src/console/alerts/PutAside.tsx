import './put-aside.css';
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { AlertView } from '../../protocol/alert.ts';
import { t } from '../i18n/text.ts';
import { close, snooze } from '../live/api.ts';
import { reason } from '../live/request.ts';
import { nowMs } from '../live/state.ts';
import { asideFor } from '../shell/ui.ts';
import { snoozeEnd, snoozeMinutes } from './snooze.ts';

/** Asks why an alert is put aside, and for how long; Enter sends it, Escape leaves it. */
export function PutAside({ alert, way }: { readonly alert: AlertView; readonly way: 'snooze' | 'close' }) {
  const why = useSignal('');
  const minutes = useSignal<number>(snoozeMinutes[0]);
  const refusal = useSignal<string | null>(null);
  const first = useRef<HTMLInputElement>(null);
  // before the next key can arrive: what is typed belongs to the reason
  useLayoutEffect(() => first.current?.focus(), []);

  const leave = (): void => {
    asideFor.value = null;
  };
  const send = (event: Event): void => {
    event.preventDefault();
    const sent =
      way === 'snooze'
        ? snooze(alert.id, snoozeEnd(nowMs.value, minutes.value), why.value.trim())
        : close(alert.id, why.value.trim());
    sent.then(leave, (error: unknown) => {
      refusal.value = t('aside.refused', { detail: reason(error) });
    });
  };

  return (
    <form
      class="aside"
      aria-label={t(`aside.${way}`)}
      onSubmit={send}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        leave();
      }}
    >
      <label class="aside__why">
        <span>{t(way === 'snooze' ? 'aside.reason' : 'aside.note')}</span>
        <input
          ref={first}
          name="why"
          maxLength={500}
          required={way === 'snooze'}
          value={why.value}
          onInput={(event) => {
            why.value = event.currentTarget.value;
          }}
        />
      </label>
      {way === 'snooze' && (
        <fieldset>
          <legend>{t('aside.for')}</legend>
          {snoozeMinutes.map((span) => (
            <label key={span}>
              <input
                type="radio"
                name="minutes"
                value={span}
                checked={minutes.value === span}
                onChange={() => {
                  minutes.value = span;
                }}
              />
              {span < 60 ? t('aside.minutes', { count: span }) : t('aside.hours', { count: span / 60 })}
            </label>
          ))}
        </fieldset>
      )}
      {refusal.value !== null && <p role="alert">{refusal.value}</p>}
      <div class="aside__ends">
        <button type="submit" class="aside__send">
          {t(`aside.${way}`)}
        </button>
        <button type="button" onClick={leave}>
          {t('aside.leave')}
        </button>
      </div>
    </form>
  );
}
