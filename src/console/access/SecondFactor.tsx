import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { SecondFactorBegun, SecondFactorConfirmed } from '../../protocol/access.ts';
import { t } from '../i18n/text.ts';
import { reason } from '../live/request.ts';
import { CodeForm } from './CodeForm.tsx';
import { beginSecondFactor, confirmSecondFactor } from './routes.ts';
import { imageOf, inFours } from './words.ts';

/** Leads through setting up an authenticator: the picture or the secret, then a code that proves it. */
export function SecondFactor({
  onConfirmed,
}: {
  readonly onConfirmed: (confirmed: SecondFactorConfirmed) => void;
}) {
  const begun = useSignal<SecondFactorBegun | null>(null);
  const failure = useSignal<string | null>(null);
  useEffect(() => {
    beginSecondFactor().then(
      (answer) => {
        begun.value = answer;
      },
      (error: unknown) => {
        failure.value = reason(error);
      },
    );
  }, [begun, failure]);
  if (failure.value !== null) return <p role="alert">{failure.value}</p>;
  if (begun.value === null) return <p role="status">{t('access.wait')}</p>;
  return (
    <>
      <ol class="steps">
        <li>
          {t('access.factorScan')}
          <img class="qr" src={imageOf(begun.value.qrSvg)} alt={t('access.factorPicture')} />
          <p class="field__hint">
            {t('access.factorType')} <code data-secret>{inFours(begun.value.secret)}</code>
          </p>
        </li>
        <li>{t('access.factorProve')}</li>
      </ol>
      <CodeForm
        recovery={false}
        action={t('access.factorConfirm')}
        onCode={async (code) => onConfirmed(await confirmSecondFactor(code))}
      />
    </>
  );
}
