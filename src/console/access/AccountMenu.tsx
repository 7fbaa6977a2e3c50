import './menu.css';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/text.ts';
import { Icon } from '../shell/Icon.tsx';
import { may } from './may.ts';
import { pageActions, pages } from './Pages.tsx';
import { page, session, sheet } from './state.ts';

/** Who is signed in, for whom and to what end; behind it what can be done about that. */
export function AccountMenu({ onLeave }: { readonly onLeave: () => void }) {
  const open = useSignal(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const close = (event: Event): void => {
      const inside = event.target instanceof Node && box.current?.contains(event.target);
      const leaves = event instanceof KeyboardEvent ? event.key === 'Escape' : !inside;
      if (!open.peek() || !leaves) return;
      open.value = false;
      if (event instanceof KeyboardEvent) box.current?.querySelector('button')?.focus();
    };
    const kinds = ['pointerdown', 'focusin', 'keydown'] as const;
    for (const kind of kinds) document.addEventListener(kind, close);
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, close);
    };
  }, [open]);
  const who = session.value;
  if (who === null) return null;
  const { account, organisation, purpose } = who;
  const act = (work: () => void) => (): void => {
    open.value = false;
    // where the focus comes back to when a box is closed
    box.current?.querySelector('button')?.focus();
    work();
  };
  const show = (what: typeof sheet.value) =>
    act(() => {
      sheet.value = what;
    });
  return (
    <div class="who" ref={box} data-account={account.username} data-purpose={purpose}>
      <button
        type="button"
        class="who__button"
        aria-expanded={open.value}
        title={t('access.menu', { who: account.username })}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        <b>{account.username}</b>
        <span>
          <i class="who__for">{organisation.name} · </i>
          {t(`purpose.${purpose}`)}
        </span>
      </button>
      {open.value && (
        <div class="who__menu">
          <p>
            <b>{account.username}</b>
            <span>{organisation.name}</span>
            <span>{account.roles.map((role) => t(`role.${role}`)).join(', ')}</span>
            <span>
              {t('access.purpose')}: {t(`purpose.${purpose}`)}
            </span>
          </p>
          <button type="button" onClick={show('purpose')}>
            <Icon name="target" /> {t(mayBreak() ? 'access.purposeOrGlass' : 'access.changePurpose')}
          </button>
          <button type="button" onClick={show('account')}>
            <Icon name="info" /> {t('access.own')}
          </button>
          {pages
            .filter((name) => may(pageActions[name]))
            .map((name) => (
              <button
                key={name}
                type="button"
                onClick={act(() => {
                  page.value = name;
                })}
              >
                <Icon name={icons[name]} /> {t(`page.${name}`)}
              </button>
            ))}
          <button type="button" onClick={act(onLeave)}>
            <Icon name="close" /> {t('access.signOut')}
          </button>
        </div>
      )}
    </div>
  );
}

const icons = { accounts: 'plus', keys: 'receiver', audit: 'search' } as const;

/** Whether *break glass* is offered. */
export const mayBreak = (): boolean => session.value?.purposes.includes('emergency') ?? false;
