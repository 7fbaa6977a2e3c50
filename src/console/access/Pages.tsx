import './pages.css';
import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Action } from '../../model/access.ts';
import { t } from '../i18n/text.ts';
import { reason } from '../live/request.ts';
import { Icon } from '../shell/Icon.tsx';
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
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isWatching()) title.current?.focus();
  }, [shown]);
  if (shown === null) return null;
  return (
    <section class="page" aria-labelledby="page-title" data-page={shown}>
      <header class="page__head">
        <h2 id="page-title" ref={title} tabIndex={-1}>
          {t(`page.${shown}`)}
        </h2>
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
      <Body key={shown} of={shown} />
    </section>
  );
}

/** Code of pages that most people never open comes when one is opened. */
const bodies: Readonly<Record<Page, () => Promise<ComponentType>>> = {
  accounts: async () => (await import('./desk/AccountsPage.tsx')).AccountsPage,
  keys: async () => (await import('./desk/KeysPage.tsx')).KeysPage,
  audit: async () => (await import('./audit/AuditPage.tsx')).AuditPage,
};

function Body({ of }: { readonly of: Page }) {
  const loaded = useSignal<{ readonly Content: ComponentType } | null>(null);
  const failure = useSignal<string | null>(null);
  useEffect(() => {
    bodies[of]().then(
      (Content) => {
        loaded.value = { Content };
      },
      (error: unknown) => {
        failure.value = reason(error);
      },
    );
  }, [of, loaded, failure]);
  if (failure.value !== null) return <p role="alert">{failure.value}</p>;
  if (loaded.value === null) return <p role="status">{t('access.wait')}</p>;
  const { Content } = loaded.value;
  return <Content />;
}
