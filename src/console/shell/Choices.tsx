import { language, t } from '../i18n/text.ts';
import { Icon } from './Icon.tsx';
import { theme } from './ui.ts';

export function ThemeChoice() {
  const night = theme.value === 'night';
  const text = t(night ? 'top.themeDay' : 'top.themeNight');
  return (
    <button
      type="button"
      title={text}
      aria-label={text}
      onClick={() => {
        theme.value = night ? 'day' : 'night';
      }}
    >
      <Icon name={night ? 'sun' : 'moon'} />
    </button>
  );
}

export function LanguageChoice() {
  return (
    <button
      type="button"
      class="top__language"
      title={t('top.language')}
      aria-label={`NL EN: ${t('top.language')}`}
      onClick={() => {
        language.value = language.value === 'en' ? 'nl' : 'en';
      }}
    >
      <span class={language.value === 'nl' ? 'on' : ''}>NL</span>{' '}
      <span class={language.value === 'en' ? 'on' : ''}>EN</span>
    </button>
  );
}
