import type { Signal } from '@preact/signals';
import { t } from '../../i18n/text.ts';
import { Field } from '../Field.tsx';

interface Props {
  readonly name: string;
  readonly value: Signal<string>;
  readonly fault: string | null;
}

/** The name of a new account or key: unique, and never given to another. */
export const NameField = ({ name, value, fault }: Props) => (
  <Field
    label={t('access.username')}
    hint={t('desk.nameHint')}
    name={name}
    autoComplete="off"
    autoCapitalize="none"
    spellcheck={false}
    required
    minLength={2}
    maxLength={40}
    value={value.value}
    fault={fault}
    onValue={(text) => {
      value.value = text;
    }}
  />
);
