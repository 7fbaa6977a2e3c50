import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { AuditEntry } from '../../../model/access.ts';
import { dayAndTime } from '../../format/format.ts';
import { known, t } from '../../i18n/text.ts';
import { Field } from '../Field.tsx';
import { Detail } from './Detail.tsx';
import { Export } from './Export.tsx';
import { matches } from './entries.ts';
import { entries, failure, loadEarlier, loadedBehind, loadLatest } from './load.ts';

export const wordsOf = (action: string): string => known(`audit.${action}`, action);

/** Lines drawn at once; more on request. */
const pageLines = 200;

/** Who did what, newest first. What is searched for is searched in what is loaded. */
export function AuditPage() {
  const query = useSignal('');
  const limit = useSignal(pageLines);
  useEffect(() => void loadLatest(), []);
  const found = (entries.value ?? []).filter((entry) => matches(entry, wordsOf(entry.action), query.value));
  return (
    <>
      <div class="page__tools">
        <Field
          label={t('audit.find')}
          hint={t('audit.findHint')}
          name="find"
          autoComplete="off"
          value={query.value}
          onValue={(value) => {
            query.value = value;
          }}
        />
        <button type="button" class="button" onClick={() => void loadLatest()}>
          {t('audit.again')}
        </button>
        <Export />
      </div>
      {failure.value !== null && (
        <p class="warn" role="alert">
          {failure.value}
        </p>
      )}
      <p role="status" class="page__count">
        {entries.value === null
          ? t('access.wait')
          : t('audit.count', { found: found.length, loaded: entries.value.length })}
      </p>
      <ol class="audit">
        {found.slice(0, limit.value).map((entry) => (
          <Line key={entry.seq} entry={entry} />
        ))}
      </ol>
      <p class="row">
        {found.length > limit.value && (
          <button
            type="button"
            class="button"
            onClick={() => {
              limit.value += pageLines;
            }}
          >
            {t('alerts.more', { count: found.length - limit.value })}
          </button>
        )}
        {loadedBehind.value > 0 && (
          <button type="button" class="button" onClick={() => void loadEarlier()}>
            {t('audit.earlier')}
          </button>
        )}
      </p>
    </>
  );
}

/** One entry: a sentence, and behind it what it holds. */
function Line({ entry }: { readonly entry: AuditEntry }) {
  const { seq, at, actor, action, object, outcome, address, purpose } = entry;
  return (
    <li class={`audit__line audit__line--${outcome}`} data-audit={seq}>
      <details>
        <summary>
          <time dateTime={at}>{dayAndTime(at)}</time>
          <b>{actor?.name ?? t('audit.nobody')}</b>
          <span class="audit__words">{wordsOf(action)}</span>
          {object !== null && <code>{object}</code>}
          {outcome !== 'done' && <em>{t(`audit.outcome.${outcome}`)}</em>}
        </summary>
        <p>
          {[`№ ${seq}`, actor?.organisation, address, purpose !== null && t(`purpose.${purpose}`), action]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <Detail detail={entry.detail} />
        <p class="audit__hash">
          {t('audit.hash')} <code>{entry.hash}</code>
        </p>
      </details>
    </li>
  );
}
