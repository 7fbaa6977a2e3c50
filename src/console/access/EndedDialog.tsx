import './access.css';
import { t } from '../i18n/text.ts';
import { Dialog } from './Dialog.tsx';
import { Steps } from './Steps.tsx';
import { standing } from './state.ts';

/** The session ended under somebody's hands: says so over the greyed picture, and goes on where they were. */
export function EndedDialog({ onLeave }: { readonly onLeave: () => void }) {
  const { step, was, fault } = standing.value;
  if (was === null || step === 'in') return null;
  return (
    <Dialog title={t('access.ended')} onClose={null}>
      <p data-ended={was.account.username}>{t('access.endedWhy')}</p>
      <Steps />
      {fault !== null && <p class="warn">{t('access.unreachable', { detail: fault })}</p>}
      <p class="gate__leave">
        <button type="button" class="link" onClick={onLeave}>
          {t('access.somebodyElse')}
        </button>
      </p>
    </Dialog>
  );
}
