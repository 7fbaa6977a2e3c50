import type { Signal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { type Role, roles } from '../../../model/access.ts';
import { t } from '../../i18n/text.ts';
import { session } from '../state.ts';
import type { Membership } from './routes.ts';

/** Roles of programs, and those of persons. */
const ofPrograms: readonly Role[] = ['receiver', 'partner'];
export const rolesOf = (who: 'person' | 'program'): readonly Role[] =>
  roles.filter((role) => ofPrograms.includes(role) === (who === 'program'));

/** Whom somebody new most likely works for. */
export const ownOrganisation = (): string => session.peek()?.organisation.id ?? '';

/** As many as the server takes. */
const mostRoles = 5;

/** For which organisation, in which roles. `known`: ids of organisations that are in use. */
export function MembershipFields({
  value,
  who,
  known,
}: {
  readonly value: Signal<Membership>;
  readonly who: 'person' | 'program';
  readonly known: readonly string[];
}) {
  const id = useId();
  const { organisation, roles: held } = value.value;
  const offered = [...new Set([...rolesOf(who), ...held])];
  return (
    <>
      <div class="field">
        <label for={id}>{t('desk.organisation')}</label>
        <input
          id={id}
          name="organisation"
          list={`${id}-known`}
          required
          maxLength={100}
          autoCapitalize="none"
          spellcheck={false}
          value={organisation}
          onInput={(event) => {
            value.value = { ...value.value, organisation: event.currentTarget.value.trim() };
          }}
        />
        <datalist id={`${id}-known`}>
          {known.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </div>
      <fieldset class="roles">
        <legend>{t('desk.roles')}</legend>
        {offered.map((role) => (
          <label key={role} class="check">
            <input
              type="checkbox"
              name="role"
              value={role}
              checked={held.includes(role)}
              disabled={!held.includes(role) && held.length >= mostRoles}
              onChange={(event) => {
                const others = held.filter((other) => other !== role);
                const next = event.currentTarget.checked ? [...others, role] : others;
                value.value = { ...value.value, roles: next };
              }}
            />
            {t(`role.${role}`)}
          </label>
        ))}
      </fieldset>
    </>
  );
}
