import { useSignal } from '@preact/signals';
import type { AccountView, OneTimeLink } from '../../../protocol/access.ts';
import { t } from '../../i18n/text.ts';
import { Dialog } from '../Dialog.tsx';
import { onSubmit, useSending } from '../Field.tsx';
import { MembershipFields } from './Membership.tsx';
import { changeAccount, endSessionsOf, type Membership, renewLink } from './routes.ts';

/** What an administrator may do with one account. */
export function AccountDialog({
  account,
  known,
  onChanged,
  onLink,
  onClose,
}: {
  readonly account: AccountView;
  readonly known: readonly string[];
  readonly onChanged: (account: AccountView) => void;
  readonly onLink: (link: OneTimeLink) => void;
  readonly onClose: () => void;
}) {
  const { id, organisation, roles, disabled } = account;
  const member = useSignal<Membership>({ organisation, roles });
  const alsoFactor = useSignal(false);
  const done = useSignal<string | null>(null);
  const { busy, refusal, send } = useSending();
  const change = (what: Parameters<typeof changeAccount>[1]): void =>
    send(async () => {
      onChanged(await changeAccount(id, what));
      done.value = t('desk.changed');
    });
  return (
    <Dialog title={account.username} onClose={onClose}>
      <form class="form" onSubmit={onSubmit(() => change(member.value))}>
        <MembershipFields value={member} who="person" known={known} />
        <p>{t('desk.changeHint')}</p>
        <button
          type="submit"
          class="button button--main"
          aria-disabled={busy.value}
          disabled={member.value.roles.length === 0}
        >
          {t('desk.save')}
        </button>
      </form>
      <p role="status">{done.value}</p>
      {refusal.value !== null && (
        <p class="warn" role="alert">
          {refusal.value}
        </p>
      )}
      <h3>{t('desk.newLink')}</h3>
      <p>{t('desk.newLinkHint')}</p>
      <label class="check">
        <input
          type="checkbox"
          checked={alsoFactor.value}
          onChange={(event) => {
            alsoFactor.value = event.currentTarget.checked;
          }}
        />
        {t('desk.alsoFactor')}
      </label>
      <p class="row">
        <button
          type="button"
          class="button"
          onClick={() => send(async () => onLink(await renewLink(id, alsoFactor.value)))}
        >
          {t('desk.newLink')}
        </button>
        <button
          type="button"
          class="button"
          onClick={() =>
            send(async () => {
              await endSessionsOf(id);
              done.value = t('desk.sessionsEnded');
            })
          }
        >
          {t('desk.endSessions')}
        </button>
        <button
          type="button"
          class={disabled ? 'button' : 'button button--grave'}
          onClick={() => change({ disabled: !disabled })}
        >
          {t(disabled ? 'desk.enable' : 'desk.disable')}
        </button>
      </p>
    </Dialog>
  );
}
