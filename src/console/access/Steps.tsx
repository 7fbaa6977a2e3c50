import { t } from '../i18n/text.ts';
import { CodeForm } from './CodeForm.tsx';
import { take } from './door.ts';
import { NewPasswordForm } from './NewPasswordForm.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { proveCode } from './routes.ts';
import { SecondFactor } from './SecondFactor.tsx';
import { standing, tell } from './state.ts';

/** What is asked of somebody before they may go on: one thing at a time. */
export function Steps() {
  const { step, session, was, codes } = standing.value;
  const username = (session ?? was)?.account.username ?? '';
  if (step === 'code')
    return (
      <>
        <h2>{t('access.stepCode')}</h2>
        <CodeForm recovery action={t('access.goOn')} onCode={async (code) => take(await proveCode(code))} />
      </>
    );
  if (step === 'password')
    return (
      <>
        <h2>{t('access.stepPassword')}</h2>
        <p>{t('access.stepPasswordWhy', { who: username })}</p>
        <NewPasswordForm username={username} current={false} onDone={take} />
      </>
    );
  if (step === 'second-factor')
    return (
      <>
        <h2>{t('access.stepFactor')}</h2>
        <p>{t('access.stepFactorWhy')}</p>
        <SecondFactor
          onConfirmed={(confirmed) =>
            tell({ name: 'confirmed', session: confirmed.session, codes: confirmed.recoveryCodes })
          }
        />
      </>
    );
  if (step === 'codes')
    return (
      <>
        <h2>{t('access.stepCodes')}</h2>
        <RecoveryCodes codes={codes} username={username} onKept={() => tell({ name: 'kept' })} />
      </>
    );
  return <PasswordForm username={was?.account.username ?? null} />;
}
