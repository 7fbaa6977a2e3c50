import { useSignal } from '@preact/signals';
import type { DeclarationView } from '../../protocol/cargo.ts';
import { t } from '../i18n/text.ts';
import { declare } from '../live/api.ts';
import { reason } from '../live/request.ts';
import { nowMs } from '../live/state.ts';
import { bodyOf, type DeclarationForm } from './declaration.ts';

const empty: DeclarationForm = {
  cones: '',
  unNumbers: '',
  imdgClasses: '',
  persons: '',
  hours: '24',
  gasFree: false,
};

/** Declares what a skipper says over the radio; consignments with all their goods come by file. */
export function DeclareForm({
  mmsi,
  onDeclared,
}: {
  readonly mmsi: string;
  readonly onDeclared: (declaration: DeclarationView) => void;
}) {
  const form = useSignal(empty);
  const refusal = useSignal<string | null>(null);
  const text = (field: Exclude<keyof DeclarationForm, 'gasFree'>) => ({
    value: form.value[field],
    onInput: (event: { readonly currentTarget: { readonly value: string } }) => {
      form.value = { ...form.value, [field]: event.currentTarget.value };
    },
  });
  const send = (event: Event): void => {
    event.preventDefault();
    declare(mmsi, bodyOf(form.value, nowMs.value)).then(
      (declaration) => {
        form.value = empty;
        refusal.value = null;
        onDeclared(declaration);
      },
      (error: unknown) => {
        refusal.value = reason(error);
      },
    );
  };

  return (
    <form class="declare" aria-label={t('declare.open')} onSubmit={send}>
      <label>
        <span>{t('declare.cones')}</span>
        <select name="cones" {...text('cones')}>
          <option value="">{t('declare.notSaid')}</option>
          <option value="0">{t('declare.noneAboard')}</option>
          {['1', '2', '3'].map((cones) => (
            <option key={cones} value={cones}>
              {cones}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t('declare.un')}</span>
        <input name="unNumbers" placeholder="1203 1005" {...text('unNumbers')} />
      </label>
      <label>
        <span>{t('declare.classes')}</span>
        <input name="imdgClasses" placeholder="3 2.3" {...text('imdgClasses')} />
      </label>
      <label>
        <span>{t('declare.persons')}</span>
        <input name="persons" inputMode="numeric" {...text('persons')} />
      </label>
      <label>
        <span>{t('declare.hours')}</span>
        <input name="hours" inputMode="numeric" {...text('hours')} />
      </label>
      <label>
        <span>{t('declare.gasFree')}</span>
        <input
          name="gasFree"
          type="checkbox"
          checked={form.value.gasFree}
          onChange={(event) => {
            form.value = { ...form.value, gasFree: event.currentTarget.checked };
          }}
        />
      </label>
      {refusal.value !== null && <p role="alert">{t('declare.refused', { detail: refusal.value })}</p>}
      <button type="submit">{t('declare.send')}</button>
    </form>
  );
}
