import { useSignal } from '@preact/signals';
import { t } from '../i18n/text.ts';
import { take } from './door.ts';
import { Field, onSubmit, useSending } from './Field.tsx';
import { signIn } from './routes.ts';

/** Name and password. `username`: of whoever is to come back; the field is then fixed. */
export function PasswordForm({ username }: { readonly username: string | null }) {
  const name = useSignal(username ?? '');
  const password = useSignal('');
  const { busy, refusal, send } = useSending(t('access.wrong'));
  return (
    <form
      class="form"
      onSubmit={onSubmit(() =>
        send(async () => {
          take(await signIn(name.value.trim(), password.value));
        }),
      )}
    >
      <Field
        label={t('access.username')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellcheck={false}
        required
        maxLength={100}
        readOnly={username !== null}
        first={username === null}
        value={name.value}
        onValue={(value) => {
          name.value = value;
        }}
      />
      <Field
        label={t('access.password')}
        name="password"
        type="password"
        autoComplete="current-password"
        required
        maxLength={256}
        first={username !== null}
        value={password.value}
        fault={refusal.value}
        onValue={(value) => {
          password.value = value;
        }}
      />
      <button type="submit" class="button button--main" aria-disabled={busy.value}>
        {t(busy.value ? 'access.wait' : 'access.signIn')}
      </button>
    </form>
  );
}
