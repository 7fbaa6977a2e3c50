import type { MessageKey } from '../i18n/en.ts';
import { t } from '../i18n/text.ts';
import { Icon } from './Icon.tsx';
import { helpOpen } from './ui.ts';

const lines: readonly { keys: readonly string[]; text: MessageKey }[] = [
  { keys: ['j', 'k'], text: 'help.move' },
  { keys: ['Enter'], text: 'help.open' },
  { keys: ['a'], text: 'help.acknowledge' },
  { keys: ['s'], text: 'help.snooze' },
  { keys: ['c'], text: 'help.close' },
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
          {lines.map(({ keys, text }) => (
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
