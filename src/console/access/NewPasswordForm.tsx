import { useSignal } from '@preact/signals';
import type { SessionView } from '../../protocol/access.ts';
import { t } from '../i18n/text.ts';
import { Field, onSubmit, useSending } from './Field.tsx';
import { setPassword } from './routes.ts';

/** Sets a password of one's own; whether it will do the server says. `current`: the one before is asked for. */
export function NewPasswordForm({
  username,
  current,
  onDone,
}: {
  readonly username: string;
  readonly current: boolean;
  readonly onDone: (session: SessionView) => void;
}) {
  const before = useSignal('');
  const password = useSignal('');
  const isShown = useSignal(false);
  const { busy, refusal, send } = useSending(t('access.currentWrong'));
  return (
    <form
      class="form"
      onSubmit={onSubmit(() =>
        send(async () => onDone(await setPassword(current ? before.value : null, password.value))),
      )}
    >
      <input type="text" name="username" autoComplete="username" value={username} hidden readOnly />
      {current && (
        <Field
          label={t('access.currentPassword')}
          name="current"
          type="password"
          autoComplete="current-password"
          required
          first
          value={before.value}
          onValue={(value) => {
            before.value = value;
          }}
        />
      )}
      <Field
        label={t('access.newPassword')}
        hint={t('access.passwordRules')}
        name="password"
        type={isShown.value ? 'text' : 'password'}
        autoComplete="new-password"
        required
        first={!current}
        maxLength={256}
        value={password.value}
        fault={refusal.value}
        onValue={(value) => {
          password.value = value;
        }}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={isShown.value}
          onChange={(event) => {
            isShown.value = event.currentTarget.checked;
          }}
        />
        {t('access.showPassword')}
      </label>
      <button type="submit" class="button button--main" aria-disabled={busy.value}>
        {t(busy.value ? 'access.wait' : 'access.setPassword')}
      </button>
    </form>
  );
}
