import { clockTime } from '../format/format.ts';
import { t } from '../i18n/text.ts';
import { status } from '../live/state.ts';
import { Icon } from '../shell/Icon.tsx';
import { session } from './state.ts';

/** Who else has broken the glass, for those who answer for what is behind it: for as long as it is broken. */
export function OthersGlass() {
  const own = session.value?.account.username;
  const others = (status.value?.brokenGlass ?? []).filter(({ by }) => by !== own);
  if (others.length === 0) return null;
  return (
    <div class="banner banner--glass" role="alert" data-others-glass={others.map(({ by }) => by).join(' ')}>
      <b class="banner__what">
        <Icon name="warning" /> {t('access.glassBand')}
      </b>
      {others.map(({ by, organisation, reason, until }) => (
        <span key={`${by} ${until}`}>
          {t('access.glassBy', {
            who: `${by} (${organisation})`,
            time: `${clockTime(Date.parse(until), true).slice(0, 5)} UTC`,
          })}{' '}
          {t('access.glassWhy', { reason })}
        </span>
      ))}
    </div>
  );
}
