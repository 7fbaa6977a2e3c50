import { t } from '../../i18n/text.ts';
import { differences, leavesOf, mostDifferences } from './entries.ts';

/** What an entry holds: what changed as rows of before and after, everything else as names and values. */
export function Detail({ detail }: { readonly detail: Readonly<Record<string, unknown>> }) {
  const { before, after, ...rest } = detail;
  const changes = before === undefined && after === undefined ? [] : differences(before, after);
  const facts = [...leavesOf(rest)];
  const shown = changes.slice(0, mostDifferences);
  return (
    <>
      {facts.length > 0 && (
        <dl class="audit__facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {shown.length > 0 && (
        <table class="table table--dense">
          <thead>
            <tr>
              <th scope="col">{t('audit.what')}</th>
              <th scope="col">{t('audit.before')}</th>
              <th scope="col">{t('audit.after')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((change) => (
              <tr key={change.path}>
                <th scope="row">{change.path}</th>
                <td>{change.before === null ? '–' : <del>{change.before}</del>}</td>
                <td>{change.after === null ? '–' : <ins>{change.after}</ins>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {changes.length > shown.length && (
        <p>{t('audit.moreChanges', { count: changes.length - shown.length })}</p>
      )}
    </>
  );
}
