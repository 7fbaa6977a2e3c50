import { t } from '../../i18n/text.ts';
import { CopyButton } from '../CopyButton.tsx';

/** A secret that is shown once: what it is for, the text to take over, and the way to put it away. */
export function HandOver({
  title,
  hint,
  secret,
  onDone,
}: {
  readonly title: string;
  readonly hint: string;
  readonly secret: string;
  readonly onDone: () => void;
}) {
  return (
    <div class="handover" role="status" data-secret>
      <b>{title}</b>
      <p>{hint}</p>
      <code class="handover__secret">{secret}</code>
      <p class="row">
        <CopyButton text={secret} />
        <button type="button" class="button" onClick={onDone}>
          {t('desk.done')}
        </button>
      </p>
    </div>
  );
}
