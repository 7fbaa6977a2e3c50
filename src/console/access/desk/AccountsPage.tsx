import { useSignal } from '@preact/signals';
import type { AccountView, OneTimeLink } from '../../../protocol/access.ts';
import { dayAndTime } from '../../format/format.ts';
import { t } from '../../i18n/text.ts';
import { onSubmit, useSending } from '../Field.tsx';
import { AccountDialog } from './AccountDialog.tsx';
import { HandOver } from './HandOver.tsx';
import { MembershipFields, ownOrganisation } from './Membership.tsx';
import { NameField } from './NameField.tsx';
import { addAccount, getAccounts, type Membership } from './routes.ts';
import { useList } from './useList.ts';

/** Who may sign in: added with a link to hand over, changed, disabled. An account is never deleted. */
export function AccountsPage() {
  const { items, failure, put } = useList<AccountView>(getAccounts);
  const handed = useSignal<OneTimeLink | null>(null);
  const changed = useSignal<string | null>(null);
  const list = items.value ?? [];
  const known = [...new Set(list.map(({ organisation }) => organisation))].sort();
  const hand = (link: OneTimeLink): void => {
    handed.value = link;
    changed.value = null;
    put(link.account);
  };
  const account = list.find(({ id }) => id === changed.value);
  return (
    <>
      {failure.value !== null && <p role="alert">{failure.value}</p>}
      {handed.value !== null && (
        <HandOver
          title={t('desk.linkOf', { who: handed.value.account.username })}
          hint={t('desk.linkHint', { time: dayAndTime(handed.value.until) })}
          secret={handed.value.link}
          onDone={() => {
            handed.value = null;
          }}
        />
      )}
      <details class="page__new">
        <summary class="button">{t('desk.add')}</summary>
        <NewAccount known={known} onMade={hand} />
      </details>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t('access.username')}</th>
            <th scope="col">{t('desk.organisation')}</th>
            <th scope="col">{t('desk.roles')}</th>
            <th scope="col">{t('access.stepCode')}</th>
            <th scope="col">{t('desk.lastSeen')}</th>
            <th scope="col">
              <span class="unseen">{t('desk.change')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {list.map((a) => (
            <tr key={a.id} class={a.disabled ? 'table__off' : ''} data-account-row={a.username}>
              <th scope="row">
                {a.username} {a.disabled && <em>{t('desk.disabled')}</em>}
              </th>
              <td>{a.organisation}</td>
              <td>{a.roles.map((role) => t(`role.${role}`)).join(', ')}</td>
              <td>{t(a.secondFactor ? 'desk.yes' : 'desk.no')}</td>
              <td>{a.lastSeenAt === null ? t('desk.never') : dayAndTime(a.lastSeenAt)}</td>
              <td>
                <button
                  type="button"
                  class="button"
                  aria-label={`${t('desk.change')}: ${a.username}`}
                  onClick={() => {
                    changed.value = a.id;
                  }}
                >
                  {t('desk.change')}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {account !== undefined && (
        <AccountDialog
          key={account.id}
          account={account}
          known={known}
          onChanged={put}
          onLink={hand}
          onClose={() => {
            changed.value = null;
          }}
        />
      )}
    </>
  );
}

function NewAccount({
  known,
  onMade,
}: {
  readonly known: readonly string[];
  readonly onMade: (link: OneTimeLink) => void;
}) {
  const username = useSignal('');
  const member = useSignal<Membership>({ organisation: ownOrganisation(), roles: [] });
  const { busy, refusal, send } = useSending();
  return (
    <form
      class="form"
      aria-label={t('desk.add')}
      onSubmit={onSubmit(() =>
        send(async () => {
          onMade(await addAccount({ username: username.value.trim(), ...member.value }));
          username.value = '';
        }),
      )}
    >
      <NameField name="new-username" value={username} fault={refusal.value} />
      <MembershipFields value={member} who="person" known={known} />
      <button
        type="submit"
        class="button button--main"
        aria-disabled={busy.value}
        disabled={member.value.roles.length === 0}
      >
        {t('desk.addNow')}
      </button>
    </form>
  );
}
