import './topbar.css';
import { clockTime } from '../format/format.ts';
import { language, t } from '../i18n/text.ts';
import type { HazardState } from '../live/picture.ts';
import { demo, hazardCounts, nowMs, phase, picture, port } from '../live/state.ts';
import { Icon } from './Icon.tsx';
import { ReceiverMenu } from './ReceiverMenu.tsx';
import { SearchBox } from './SearchBox.tsx';
import { helpOpen, shownStates, sound, theme, toggleState } from './ui.ts';

/** What must be seen at a glance: which port, whether it is real, how fresh, how much, and what is out of order. */
export function TopBar() {
  return (
    <header class="top">
      <h1 class="top__port" title={port.value?.note ?? ''}>
        {port.value?.name ?? 'Havenwacht'}
      </h1>
      {demo.value && (
        <span class="top__demo" title={t('top.demoHint')} data-demo="true">
          {t('top.demo')}
        </span>
      )}
      <Connection />
      <Counts />
      <SearchBox />
      <Clocks />
      <Choices />
    </header>
  );
}

function Connection() {
  const name = phase.value.name;
  return (
    <span class={`top__live top__live--${name}`} data-connection={name} role="status">
      <i />
      {t(`live.${name}`)}
    </span>
  );
}

const filters: readonly HazardState[] = ['confirmed', 'suspected', 'unknown'];

function Counts() {
  const counts = hazardCounts.value;
  return (
    <div class="top__counts">
      <span class="count" data-vessel-count={picture.value.vessels.size}>
        <b>{picture.value.vessels.size}</b> {t('top.vessels')}
      </span>
      {filters.map((state) => (
        <button
          key={state}
          type="button"
          class={`count count--${state}`}
          data-hazard={state}
          data-count={counts[state]}
          title={t('top.filterHint')}
          aria-pressed={shownStates.value?.has(state) ?? false}
          onClick={() => toggleState([state])}
        >
          <i class={`sign sign--${state}`} />
          <b>{counts[state]}</b> {t(`hazard.${state}`)}
        </button>
      ))}
    </div>
  );
}

function Clocks() {
  const now = nowMs.value;
  return (
    <div class="top__clocks">
      <span>
        <b>{clockTime(now, true)}</b> {t('top.utc')}
      </span>
      <span>
        {clockTime(now, false)} {t('top.local')}
      </span>
    </div>
  );
}

function Choices() {
  const night = theme.value === 'night';
  const soundText = t(sound.value ? 'top.soundOn' : 'top.soundOff');
  const themeText = t(night ? 'top.themeDay' : 'top.themeNight');
  return (
    <div class="top__choices">
      <ReceiverMenu />
      <button
        type="button"
        title={soundText}
        aria-label={soundText}
        aria-pressed={sound.value}
        onClick={() => {
          sound.value = !sound.value;
        }}
      >
        <Icon name={sound.value ? 'soundOn' : 'soundOff'} />
      </button>
      <button
        type="button"
        title={themeText}
        aria-label={themeText}
        onClick={() => {
          theme.value = night ? 'day' : 'night';
        }}
      >
        <Icon name={night ? 'sun' : 'moon'} />
      </button>
      <button
        type="button"
        class="top__language"
        title={t('top.language')}
        aria-label={t('top.language')}
        onClick={() => {
          language.value = language.value === 'en' ? 'nl' : 'en';
        }}
      >
        <span class={language.value === 'nl' ? 'on' : ''}>NL</span>
        <span class={language.value === 'en' ? 'on' : ''}>EN</span>
      </button>
      <button
        type="button"
        title={`${t('top.help')} (?)`}
        aria-label={t('top.help')}
        onClick={() => {
          helpOpen.value = true;
        }}
      >
        <Icon name="help" />
      </button>
    </div>
  );
}
