import { age } from '../format/format.ts';
import { t } from '../i18n/text.ts';
import { clockOffsetMs, nowMs, phase, pictureAtMs } from '../live/state.ts';

/** Says that the picture no longer moves, how old it is, and what happens next. Covers nothing that is being read. */
export function ConnectionBanner({ onRetry }: { readonly onRetry: () => void }) {
  const now = phase.value;
  if (now.name === 'live' || (now.name === 'connecting' && now.attempt === 0)) return null;
  const at = pictureAtMs.value;
  const old =
    at === null ? t('live.bannerNever') : t('live.bannerAge', { age: age((nowMs.value - at) / 1000) });
  if (now.name === 'ended')
    return (
      <div class="banner" role="alert">
        <b>{t('live.bannerLost')}</b> <span class="banner__age">{old}</span>
      </div>
    );
  const localMs = nowMs.value - clockOffsetMs.value;
  const next =
    now.name === 'lost'
      ? t('live.bannerNext', { seconds: Math.max(0, Math.ceil((now.retryAtMs - localMs) / 1000)) })
      : t('live.bannerNow');
  return (
    <div class="banner" role="alert">
      <b>{t('live.bannerLost')}</b> <span class="banner__age">{old}</span> <span>{next}</span>
      <button type="button" onClick={onRetry}>
        {t('live.retry')}
      </button>
    </div>
  );
}
