import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { SecondFactorConfirmed, SessionList } from '../../protocol/access.ts';
import { age } from '../format/format.ts';
import { t } from '../i18n/text.ts';
import { reason } from '../live/request.ts';
import { nowMs } from '../live/state.ts';
import { Dialog } from './Dialog.tsx';
import { take } from './door.ts';
import { NewPasswordForm } from './NewPasswordForm.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { endSession, getSessions } from './routes.ts';
import { SecondFactor } from './SecondFactor.tsx';
import { session, sheet } from './state.ts';
import { programOf } from './words.ts';

const close = (): void => {
  sheet.value = null;
};

/** Password, second factor and sessions of whoever is signed in. */
export function AccountSheet() {
  const isSet = useSignal(false);
  const now = session.value;
  if (now === null) return null;
  const { username } = now.account;
  return (
    <Dialog title={t('access.own')} onClose={close}>
      {isSet.value ? (
        <p role="status">{t('access.passwordSet')}</p>
      ) : (
        <NewPasswordForm
          username={username}
          current
          onDone={(session) => {
            isSet.value = true;
            take(session);
          }}
        />
      )}
      <h3>{t('access.stepCode')}</h3>
      <Factor username={username} has={now.account.secondFactor} />
      <h3>{t('access.sessions')}</h3>
      <Sessions />
    </Dialog>
  );
}

function Factor({ username, has }: { readonly username: string; readonly has: boolean }) {
  const begun = useSignal(false);
  const confirmed = useSignal<SecondFactorConfirmed | null>(null);
  const answer = confirmed.value;
  if (answer !== null)
    return (
      <RecoveryCodes
        codes={answer.recoveryCodes}
        username={username}
        onKept={() => {
          confirmed.value = null;
          begun.value = false;
          take(answer.session);
        }}
      />
    );
  if (has) return <p>{t('access.factorHas')}</p>;
  if (begun.value)
    return (
      <SecondFactor
        onConfirmed={(value) => {
          confirmed.value = value;
        }}
      />
    );
  return (
    <>
      <p>{t('access.factorHasNot')}</p>
      <button
        type="button"
        class="button"
        onClick={() => {
          begun.value = true;
        }}
      >
        {t('access.factorBegin')}
      </button>
    </>
  );
}

function Sessions() {
  const list = useSignal<SessionList['items']>([]);
  const failure = useSignal<string | null>(null);
  const fail = (error: unknown): void => {
    failure.value = reason(error);
  };
  useEffect(() => {
    getSessions().then(({ items }) => {
      list.value = items;
    }, fail);
  }, []);
  const end = (id: string): void => {
    endSession(id).then(() => {
      list.value = list.value.filter((item) => item.id !== id);
    }, fail);
  };
  return (
    <>
      {failure.value !== null && (
        <p class="warn" role="alert">
          {failure.value}
        </p>
      )}
      <ul class="sessions">
        {list.value.map((item) => (
          <li key={item.id} data-session={item.id}>
            <b class="sessions__what">{programOf(item.agent) ?? t('access.sessionsUnknown')}</b>
            <span class="sessions__seen">
              {t('access.sessionsSeen', {
                address: item.address,
                age: age((nowMs.value - Date.parse(item.lastSeenAt)) / 1000),
              })}
            </span>
            {item.current ? (
              <em>{t('access.sessionsThis')}</em>
            ) : (
              <button type="button" class="button" onClick={() => end(item.id)}>
                {t('access.sessionsEnd')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
