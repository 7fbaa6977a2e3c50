import { useSignal } from '@preact/signals';
import type { KeyCreated, KeyView } from '../../../protocol/access.ts';
import { dayAndTime } from '../../format/format.ts';
import { t } from '../../i18n/text.ts';
import { nowMs } from '../../live/state.ts';
import { onSubmit, useSending } from '../Field.tsx';
import { HandOver } from './HandOver.tsx';
import { MembershipFields, ownOrganisation } from './Membership.tsx';
import { NameField } from './NameField.tsx';
import { getKeys, type Membership, makeKey, revokeKey } from './routes.ts';
import { useList } from './useList.ts';

/** Keys of receivers, partners and programs: made, shown once, revoked. */
export function KeysPage() {
  const { items, failure, put } = useList<KeyView>(getKeys);
  const made = useSignal<KeyCreated | null>(null);
  const list = items.value ?? [];
  return (
    <>
      {failure.value !== null && <p role="alert">{failure.value}</p>}
      {made.value !== null && (
        <HandOver
          title={t('desk.keyOf', { who: made.value.about.name })}
          hint={t('desk.keyHint')}
          secret={made.value.key}
          onDone={() => {
            made.value = null;
          }}
        />
      )}
      <details class="page__new">
        <summary class="button">{t('desk.makeKey')}</summary>
        <NewKey
          known={[...new Set(list.map(({ organisation }) => organisation))].sort()}
          onMade={(created) => {
            made.value = created;
            put(created.about);
          }}
        />
      </details>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t('access.username')}</th>
            <th scope="col">{t('desk.organisation')}</th>
            <th scope="col">{t('desk.roles')}</th>
            <th scope="col">{t('desk.expires')}</th>
            <th scope="col">{t('desk.lastUsed')}</th>
            <th scope="col">
              <span class="unseen">{t('desk.revoke')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {list.map((key) => (
            <Row key={key.id} of={key} onChanged={put} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function Row({ of: key, onChanged }: { readonly of: KeyView; readonly onChanged: (key: KeyView) => void }) {
  const { refusal, send } = useSending();
  const isAsked = useSignal(false);
  const isOver = key.revokedAt !== null || Date.parse(key.expiresAt) <= nowMs.value;
  return (
    <tr class={isOver ? 'table__off' : ''} data-key-row={key.name}>
      <th scope="row">
        {key.name} {key.revokedAt !== null && <em>{t('desk.revoked')}</em>}
      </th>
      <td>{key.organisation}</td>
      <td>{key.roles.map((role) => t(`role.${role}`)).join(', ')}</td>
      <td>{dayAndTime(key.expiresAt)}</td>
      <td>{key.lastUsedAt === null ? t('desk.never') : dayAndTime(key.lastUsedAt)}</td>
      <td>
        {!isOver && (
          <button
            type="button"
            class={isAsked.value ? 'button button--grave' : 'button'}
            aria-label={`${t(isAsked.value ? 'desk.revokeSure' : 'desk.revoke')}: ${key.name}`}
            onBlur={() => {
              isAsked.value = false;
            }}
            onClick={() => {
              if (!isAsked.value) isAsked.value = true;
              else send(async () => onChanged(await revokeKey(key.id)));
            }}
          >
            {t(isAsked.value ? 'desk.revokeSure' : 'desk.revoke')}
          </button>
        )}
        {refusal.value !== null && <span class="warn">{refusal.value}</span>}
      </td>
    </tr>
  );
}

const spans = [30, 90, 365, 730] as const;

function NewKey({
  known,
  onMade,
}: {
  readonly known: readonly string[];
  readonly onMade: (created: KeyCreated) => void;
}) {
  const name = useSignal('');
  const days = useSignal<number>(365);
  const member = useSignal<Membership>({ organisation: ownOrganisation(), roles: [] });
  const { busy, refusal, send } = useSending();
  return (
    <form
      class="form"
      aria-label={t('desk.makeKey')}
      onSubmit={onSubmit(() =>
        send(async () => {
          onMade(await makeKey({ name: name.value.trim(), days: days.value, ...member.value }));
          name.value = '';
        }),
      )}
    >
      <NameField name="key-name" value={name} fault={refusal.value} />
      <MembershipFields value={member} who="program" known={known} />
      <fieldset>
        <legend>{t('desk.validFor')}</legend>
        <div class="row">
          {spans.map((span) => (
            <label key={span} class="check">
              <input
                type="radio"
                name="days"
                value={span}
                checked={days.value === span}
                onChange={() => {
                  days.value = span;
                }}
              />
              {t('desk.days', { count: span })}
            </label>
          ))}
        </div>
      </fieldset>
      <button
        type="submit"
        class="button button--main"
        aria-disabled={busy.value}
        disabled={member.value.roles.length === 0}
      >
        {t('desk.makeKey')}
      </button>
    </form>
  );
}
