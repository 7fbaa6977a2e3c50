import { t } from '../i18n/text.ts';
import { status } from '../live/state.ts';
import { Icon } from './Icon.tsx';

/** Parts of the server that are out of order, in a line of its own for as long as they are. */
export function DegradedBanner() {
  const parts = status.value?.degraded ?? [];
  if (parts.length === 0) return null;
  return (
    <div
      class="banner banner--degraded"
      role="status"
      title={t('top.degradedHint')}
      data-degraded={parts.join(' ')}
    >
      <span>
        <Icon name="warning" /> <b>{t('top.degraded')}:</b> {parts.join(', ')}
      </span>
    </div>
  );
}
