import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/text.ts';
import { CopyButton } from './CopyButton.tsx';

/** Codes for the day the authenticator is lost. They are shown once, so the page asks that they be kept. */
export function RecoveryCodes({
  codes,
  username,
  onKept,
}: {
  readonly codes: readonly string[];
  readonly username: string;
  readonly onKept: () => void;
}) {
  const isKept = useSignal(false);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => box.current?.focus(), []);
  const text = `Havenwacht · ${username}\n\n${codes.join('\n')}\n`;
  const download = (): void => {
    const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = 'havenwacht-recovery-codes.txt';
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <div class="codes" ref={box} tabIndex={-1}>
      <p>{t('access.codesWhy')}</p>
      <ul class="codes__list" aria-label={t('access.codes')}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p class="row no-print">
        <CopyButton text={text} />
        <button type="button" class="button" onClick={download}>
          {t('access.download')}
        </button>
        <button type="button" class="button" onClick={() => window.print()}>
          {t('access.print')}
        </button>
      </p>
      <label class="check no-print">
        <input
          type="checkbox"
          checked={isKept.value}
          onChange={(event) => {
            isKept.value = event.currentTarget.checked;
          }}
        />
        {t('access.codesKept')}
      </label>
      <button type="button" class="button button--main no-print" disabled={!isKept.value} onClick={onKept}>
        {t('access.goOn')}
      </button>
    </div>
  );
}
