import type { Action } from '../../model/access.ts';
import { may } from '../access/may.ts';
import type { MessageKey } from '../i18n/en.ts';
import { t } from '../i18n/text.ts';
import { Icon } from './Icon.tsx';
import { helpOpen } from './ui.ts';

interface Line {
  readonly keys: readonly string[];
  readonly text: MessageKey;
  /** Only for those who may do it. */
  readonly action?: Action;
}

const lines: readonly Line[] = [
  { keys: ['j', 'k'], text: 'help.move' },
  { keys: ['Enter'], text: 'help.open' },
  { keys: ['a'], text: 'help.acknowledge', action: 'alerts.act' },
  { keys: ['s'], text: 'help.snooze', action: 'alerts.act' },
  { keys: ['c'], text: 'help.close', action: 'alerts.act' },
  { keys: ['/'], text: 'help.search' },
  { keys: ['f'], text: 'help.fit' },
  { keys: ['t'], text: 'help.theme' },
  { keys: ['?'], text: 'help.help' },
  { keys: ['Esc'], text: 'help.escape' },
];

export function HelpOverlay() {
  if (!helpOpen.value) return null;
  const close = (): void => {
    helpOpen.value = false;
  };
  return (
    <div class="overlay">
      <div class="overlay__box" role="dialog" aria-modal="true" aria-label={t('help.title')}>
        <header>
          <h2>{t('help.title')}</h2>
          <button type="button" aria-label={t('vessel.close')} onClick={close}>
            <Icon name="close" />
          </button>
        </header>
        <dl>
          {lines
            .filter(({ action }) => action === undefined || may(action))
            .map(({ keys, text }) => (
              <div key={text}>
                <dt>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{t(text)}</dd>
              </div>
            ))}
        </dl>
      </div>
    </div>
  );
}
