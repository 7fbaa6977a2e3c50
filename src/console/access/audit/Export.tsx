import { useSignal } from '@preact/signals';
import { t } from '../../i18n/text.ts';
import { nowMs } from '../../live/state.ts';
import { Field } from '../Field.tsx';
import { exportPath } from './entries.ts';

/** The entries of whole days as a file, with the proof of their chain. */
export function Export() {
  const today = new Date(nowMs.peek()).toISOString().slice(0, 10);
  const from = useSignal(today);
  const to = useSignal(today);
  const path = exportPath(from.value, to.value);
  return (
    <fieldset class="export" aria-label={t('audit.export')}>
      <Field
        label={t('audit.from')}
        name="from"
        type="date"
        required
        value={from.value}
        onValue={(value) => {
          from.value = value;
        }}
      />
      <Field
        label={t('audit.to')}
        name="to"
        type="date"
        required
        value={to.value}
        onValue={(value) => {
          to.value = value;
        }}
      />
      {path === null ? (
        <span class="warn">{t('audit.wrongDays')}</span>
      ) : (
        <a class="button" href={path} download="havenwacht-audit.jsonl">
          {t('audit.export')}
        </a>
      )}
    </fieldset>
  );
}
