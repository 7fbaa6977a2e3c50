import './access.css';
import type { SessionView } from '../../protocol/access.ts';
import mark from '../favicon.svg';
import { t } from '../i18n/text.ts';
import { LanguageChoice, ThemeChoice } from '../shell/Choices.tsx';
import { Steps } from './Steps.tsx';
import { linkRefusal, options, standing } from './state.ts';

/** The page before the page: nothing of the port is on it but its name. */
export function SignInPage({ onLeave }: { readonly onLeave: () => void }) {
  const { step, session, fault } = standing.value;
  return (
    <main class="gate" data-step={step}>
      <div class="gate__card">
        <header class="gate__head">
          <h1>
            <img class="gate__mark" src={mark} alt="" /> Havenwacht
          </h1>
          <p>{session?.organisation.name ?? options.value?.port}</p>
        </header>
        {step === 'asking' ? <Asking fault={fault} /> : <Steps />}
        {step === 'out' && <Outside />}
        {session !== null && <Leaving session={session} onLeave={onLeave} />}
        {linkRefusal.value !== null && step === 'out' && (
          <p class="gate__fault" role="alert">
            {t('access.linkRefused', { detail: linkRefusal.value })}
          </p>
        )}
      </div>
      <footer class="gate__foot">
        <ThemeChoice />
        <LanguageChoice />
      </footer>
    </main>
  );
}

function Asking({ fault }: { readonly fault: string | null }) {
  return (
    <p role="status">
      {fault === null
        ? t('access.wait')
        : `${t('access.unreachable', { detail: fault })} ${t('app.retrying')}`}
    </p>
  );
}

/** Other ways in. */
function Outside() {
  const openId = options.value?.openId ?? null;
  return (
    <>
      {openId !== null && (
        <a class="button" href={openId.path}>
          {t('access.signInWith', { name: openId.name })}
        </a>
      )}
      {options.value?.demo && <p class="field__hint">{t('access.demo')}</p>}
      <p class="field__hint">{t('access.lost')}</p>
    </>
  );
}

function Leaving({ session, onLeave }: { readonly session: SessionView; readonly onLeave: () => void }) {
  return (
    <p class="gate__leave">
      {session.account.username} ·{' '}
      <button type="button" class="link" onClick={onLeave}>
        {t('access.signOut')}
      </button>
    </p>
  );
}
