import './pages.css';
import type { Action } from '../../model/access.ts';
import { t } from '../i18n/text.ts';
import { Icon } from '../shell/Icon.tsx';
import { AuditPage } from './audit/AuditPage.tsx';
import { AccountsPage } from './desk/AccountsPage.tsx';
import { KeysPage } from './desk/KeysPage.tsx';
import { isWatching, may } from './may.ts';
import { type Page, page } from './state.ts';

/** What each page is for. */
export const pageActions: Readonly<Record<Page, Action>> = {
  accounts: 'accounts.manage',
  keys: 'keys.manage',
  audit: 'audit.read',
};
export const pages: readonly Page[] = ['accounts', 'keys', 'audit'];

/** The page over the map; for those without a map the first that they may see. */
export const shownPage = (): Page | null => {
  const open = pages.filter((name) => may(pageActions[name]));
  const wanted = page.value !== null && open.includes(page.value) ? page.value : null;
  return wanted ?? (isWatching() ? null : (open[0] ?? null));
};

/** Pages of administrators and auditors lie over the map; the alerts stay beside them. */
export function Pages() {
  const shown = shownPage();
  if (shown === null) return null;
  return (
    <section class="page" aria-labelledby="page-title" data-page={shown}>
      <header class="page__head">
        <h2 id="page-title">{t(`page.${shown}`)}</h2>
        {isWatching() && (
          <button
            type="button"
            class="sheet__close"
            title={`${t('vessel.close')} (Esc)`}
            aria-label={t('vessel.close')}
            onClick={() => {
              page.value = null;
            }}
          >
            <Icon name="close" />
          </button>
        )}
      </header>
      {shown === 'accounts' && <AccountsPage />}
      {shown === 'keys' && <KeysPage />}
      {shown === 'audit' && <AuditPage />}
    </section>
  );
}
