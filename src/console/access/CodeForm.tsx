import { useSignal } from '@preact/signals';
import { t } from '../i18n/text.ts';
import { Field, onSubmit, useSending } from './Field.tsx';
import { sixDigits } from './words.ts';

/** Asks for a code; six digits are sent as soon as they stand there. `recovery`: one of those codes is taken too. */
export function CodeForm({
  recovery,
  action,
  onCode,
}: {
  readonly recovery: boolean;
  readonly action: string;
  readonly onCode: (code: string) => Promise<unknown>;
}) {
  const code = useSignal('');
  const { busy, refusal, send } = useSending(t('access.codeWrong'));
  const sendCode = (text: string): void =>
    send(async () => {
      try {
        await onCode(text);
      } finally {
        code.value = '';
      }
    });
  return (
    <form class="form" onSubmit={onSubmit(() => sendCode(code.value.trim()))}>
      <Field
        label={t('access.code')}
        hint={recovery ? t('access.codeHint') : null}
        class="field__code"
        name="code"
        inputMode={recovery ? 'text' : 'numeric'}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellcheck={false}
        required
        first
        maxLength={40}
        value={code.value}
        fault={refusal.value}
        onValue={(value) => {
          code.value = value;
          const digits = sixDigits(value);
          if (digits !== null) sendCode(digits);
        }}
      />
      <button type="submit" class="button button--main" aria-disabled={busy.value}>
        {busy.value ? t('access.wait') : action}
      </button>
    </form>
  );
}
