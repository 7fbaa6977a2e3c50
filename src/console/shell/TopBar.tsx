import './topbar.css';
import { AccountMenu } from '../access/AccountMenu.tsx';
import { isWatching, may, sees } from '../access/may.ts';
import { SecurityLevel } from '../access/SecurityLevel.tsx';
import { options } from '../access/state.ts';
import { clockTime } from '../format/format.ts';
import { t } from '../i18n/text.ts';
import type { HazardState } from '../live/picture.ts';
import { demo, hazardCounts, nowMs, phase, picture, port } from '../live/state.ts';
import { LanguageChoice, ThemeChoice } from './Choices.tsx';
import { Icon } from './Icon.tsx';
import { ReceiverMenu } from './ReceiverMenu.tsx';
import { SearchBox } from './SearchBox.tsx';
import { helpOpen, shownStates, sound, toggleState } from './ui.ts';

/** What must be seen at a glance: which port, whether it is real, how fresh, how much, and what is out of order. */
export function TopBar({ onLeave }: { readonly onLeave: () => void }) {
  return (
    <header class="top">
      <h1 class="top__port" title={port.value?.note ?? ''}>
        {port.value?.name ?? options.value?.port ?? 'Havenwacht'}
      </h1>
      {demo.value && (
        <span class="top__demo" title={t('top.demoHint')} data-demo="true">
          {t('top.demo')}
        </span>
      )}
      {isWatching() && <Connection />}
      {may('picture.read') && <Counts />}
      {may('picture.read') && <SearchBox />}
      <Clocks />
      <SecurityLevel />
      <Choices />
      <AccountMenu onLeave={onLeave} />
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
      {(sees('cargo') ? filters : []).map((state) => (
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
  const soundText = t(sound.value ? 'top.soundOn' : 'top.soundOff');
  return (
    <div class="top__choices">
      {may('receivers.read') && <ReceiverMenu />}
      {may('alerts.read') && (
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
      )}
      <ThemeChoice />
      <LanguageChoice />
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
