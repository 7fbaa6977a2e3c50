import './declarations.css';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { DeclarationView } from '../../protocol/cargo.ts';
import { may } from '../access/may.ts';
import { t } from '../i18n/text.ts';
import { getDeclarations, withdraw } from '../live/api.ts';
import { reason } from '../live/request.ts';
import { DeclareForm } from './DeclareForm.tsx';
import { shortText } from './declaration.ts';

/** What was declared to the port, and the way to declare and to withdraw. The hazard above changes by itself. */
export function Declarations({ mmsi }: { readonly mmsi: string }) {
  const list = useSignal<readonly DeclarationView[]>([]);
  const failure = useSignal<string | null>(null);
  useEffect(() => {
    const leaving = new AbortController();
    getDeclarations(mmsi, leaving.signal).then(
      (items) => {
        list.value = items;
      },
      (error: unknown) => {
        if (!leaving.signal.aborted) failure.value = reason(error);
      },
    );
    return () => leaving.abort();
  }, [mmsi, list, failure]);

  const take = (declaration: DeclarationView): void => {
    list.value = [declaration, ...list.value.filter(({ id }) => id !== declaration.id)].sort((a, b) =>
      a.declaredAt < b.declaredAt ? 1 : -1,
    );
  };
  const end = (id: string): void => {
    withdraw(mmsi, id).then(take, (error: unknown) => {
      failure.value = reason(error);
    });
  };

  return (
    <details class="declared" data-declarations={list.value.length}>
      <summary>
        {t('declare.title')} <b>{list.value.filter(({ state }) => state === 'valid').length}</b>
      </summary>
      {failure.value !== null && <p role="alert">{failure.value}</p>}
      {list.value.length === 0 && <p>{t('declare.none')}</p>}
      <ul>
        {list.value.map((declaration) => (
          <Declared key={declaration.id} declaration={declaration} onWithdraw={end} />
        ))}
      </ul>
      {may('declarations.write') && <DeclareForm mmsi={mmsi} onDeclared={take} />}
    </details>
  );
}

function Declared({
  declaration: d,
  onWithdraw,
}: {
  readonly declaration: DeclarationView;
  readonly onWithdraw: (id: string) => void;
}) {
  const stands = d.state === 'valid' || d.state === 'upcoming';
  return (
    <li class={`declared__item declared__item--${d.state}`}>
      <b>{shortText(d)}</b>
      <span>
        {t(`declare.state.${d.state}`)}{' '}
        {stands && t('declare.until', { time: d.validTo.slice(0, 16).replace('T', ' ') })}
      </span>
      {stands && may('declarations.write') && (
        <button type="button" onClick={() => onWithdraw(d.id)}>
          {t('declare.withdraw')}
        </button>
      )}
    </li>
  );
}
