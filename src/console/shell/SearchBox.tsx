import './search.css';
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { t } from '../i18n/text.ts';
import { picture } from '../live/state.ts';
import { searchVessels, title } from '../vessel/search.ts';
import { Icon } from './Icon.tsx';
import { selectVessel } from './ui.ts';

const mostResults = 12;
export const searchInputId = 'search';

/** Finds a vessel of the live picture by anything it is called; arrows and Enter choose. */
export function SearchBox() {
  const query = useSignal('');
  const active = useSignal(0);
  const input = useRef<HTMLInputElement>(null);
  const results = query.value ? searchVessels(picture.value.vessels, query.value, mostResults) : [];
  const at = Math.min(active.value, Math.max(0, results.length - 1));

  const leave = (): void => {
    query.value = '';
    input.current?.blur();
  };
  const choose = (mmsi: string | undefined): void => {
    if (mmsi === undefined) return;
    selectVessel(mmsi, true);
    leave();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') active.value = Math.min(results.length - 1, at + 1);
    else if (event.key === 'ArrowUp') active.value = Math.max(0, at - 1);
    else if (event.key === 'Enter') choose(results[at]?.mmsi);
    else if (event.key === 'Escape') leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div class="search">
      <Icon name="search" />
      <input
        id={searchInputId}
        ref={input}
        type="text"
        role="combobox"
        autoComplete="off"
        spellcheck={false}
        aria-label={t('search.label')}
        aria-expanded={query.value !== ''}
        aria-controls="search-results"
        aria-activedescendant={results[at] ? `found-${results[at].mmsi}` : ''}
        placeholder={t('search.hint')}
        value={query.value}
        onInput={(event) => {
          query.value = event.currentTarget.value;
          active.value = 0;
        }}
        onKeyDown={onKeyDown}
      />
      <kbd>/</kbd>
      {query.value !== '' && (
        <div class="search__results" id="search-results" role="listbox">
          {results.length === 0 && <p>{t('search.none', { query: query.value })}</p>}
          {results.map((vessel, index) => (
            <button
              key={vessel.mmsi}
              id={`found-${vessel.mmsi}`}
              type="button"
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onPointerDown={(event) => {
                event.preventDefault();
                choose(vessel.mmsi);
              }}
            >
              {vessel.hazard && <i class={`sign sign--${vessel.hazard.state}`} />}
              <b>{title(vessel)}</b>
              <span>
                {[
                  vessel.mmsi,
                  vessel.callsign,
                  vessel.imo && `IMO ${vessel.imo}`,
                  vessel.eni && `ENI ${vessel.eni}`,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
