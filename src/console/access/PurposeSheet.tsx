import { useSignal } from '@preact/signals';
import type { Purpose } from '../../model/access.ts';
import { t } from '../i18n/text.ts';
import { mayBreak } from './AccountMenu.tsx';
import { Dialog } from './Dialog.tsx';
import { take } from './door.ts';
import { Field, onSubmit, useSending } from './Field.tsx';
import { takePurpose } from './routes.ts';
import { glassReason, session, sheet } from './state.ts';

const close = (): void => {
  sheet.value = null;
};

/** What one is at; and the glass, for whom there is one. */
export function PurposeSheet() {
  const now = session.value;
  if (now === null) return null;
  const calm = now.purposes.filter((purpose) => purpose !== 'emergency');
  return (
    <Dialog title={t('access.purpose')} onClose={close}>
      {calm.length > 0 && <Choice calm={calm} now={now.purpose} />}
      {mayBreak() && now.purpose !== 'emergency' && <Glass />}
    </Dialog>
  );
}

function Choice({ calm, now }: { readonly calm: readonly Purpose[]; readonly now: Purpose }) {
  const chosen = useSignal(now === 'emergency' ? (calm[0] ?? now) : now);
  const { refusal, send } = useSending();
  return (
    <form
      class="form"
      onSubmit={onSubmit(() =>
        send(async () => {
          take(await takePurpose({ purpose: chosen.value }));
          close();
        }),
      )}
    >
      <fieldset aria-label={t('access.purpose')}>
        {calm.map((purpose) => (
          <label key={purpose} class="check">
            <input
              type="radio"
              name="purpose"
              value={purpose}
              checked={chosen.value === purpose}
              onChange={() => {
                chosen.value = purpose;
              }}
            />
            <span>
              {t(`purpose.${purpose}`)}
              {purpose !== 'emergency' && <small>{t(`purposeHint.${purpose}`)}</small>}
            </span>
          </label>
        ))}
      </fieldset>
      {refusal.value !== null && (
        <p class="warn" role="alert">
          {refusal.value}
        </p>
      )}
      <button type="submit" class="button" disabled={chosen.value === now}>
        {t('access.takePurpose')}
      </button>
    </form>
  );
}

/** Spans that are offered; the server allows up to four hours. */
const spans = [15, 30, 60, 120, 240] as const;

function Glass() {
  const why = useSignal('');
  const minutes = useSignal<number>(30);
  const { busy, refusal, send } = useSending();
  const breakIt = async (): Promise<void> => {
    const session = await takePurpose({
      purpose: 'emergency',
      reason: why.value.trim(),
      minutes: minutes.value,
    });
    glassReason.value = why.value.trim();
    take(session);
    close();
  };
  return (
    <form class="form" aria-label={t('access.breakGlass')} onSubmit={onSubmit(() => send(breakIt))}>
      <h3>{t('access.breakGlass')}</h3>
      <p>{t('access.breakGlassWhy')}</p>
      <Field
        label={t('access.glassReason')}
        name="reason"
        required
        minLength={10}
        maxLength={500}
        value={why.value}
        fault={refusal.value}
        onValue={(value) => {
          why.value = value;
        }}
      />
      <fieldset>
        <legend>{t('access.glassMinutes')}</legend>
        <div class="row">
          {spans.map((span) => (
            <label key={span} class="check">
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
        </div>
      </fieldset>
      <button type="submit" class="button button--grave" aria-disabled={busy.value}>
        {t('access.breakGlass')}
      </button>
    </form>
  );
}
