import { age, clockTime } from '../format/format.ts';
import { t } from '../i18n/text.ts';
import { nowMs } from '../live/state.ts';
import { Icon } from '../shell/Icon.tsx';
import { take } from './door.ts';
import { useSending } from './Field.tsx';
import { takePurpose } from './routes.ts';
import { glassReason, session } from './state.ts';

/** Across the page for as long as the glass is broken: by whom, why, until when, and the way back. */
export function GlassBand() {
  const { refusal, send } = useSending();
  const who = session.value;
  if (who?.purpose !== 'emergency') return null;
  const untilMs = who.purposeUntil === null ? null : Date.parse(who.purposeUntil);
  const why = who.purposeReason ?? glassReason.value;
  const back = who.purposes.find((purpose) => purpose !== 'emergency');
  return (
    <div class="banner banner--glass" role="alert" data-glass={who.account.username}>
      <b class="banner__what">
        <Icon name="warning" /> {t('access.glassBand')}
      </b>
      <span>
        {t('access.glassBy', {
          who: who.account.username,
          time: untilMs === null ? '–' : `${clockTime(untilMs, true).slice(0, 5)} UTC`,
        })}
      </span>
      {why !== null && <span class="banner__why">{t('access.glassWhy', { reason: why })}</span>}
      {untilMs !== null && (
        <b class="banner__age" aria-live="off">
          {t('access.glassLeft', { age: age((untilMs - nowMs.value) / 1000) })}
        </b>
      )}
      {back !== undefined && (
        <button type="button" onClick={() => send(async () => take(await takePurpose({ purpose: back })))}>
          {t('access.glassEnd')}
        </button>
      )}
      {refusal.value !== null && <span>{refusal.value}</span>}
    </div>
  );
}
