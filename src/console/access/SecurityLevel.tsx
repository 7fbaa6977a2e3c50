import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { t } from '../i18n/text.ts';
import { status, zoneNames } from '../live/state.ts';
import { Dialog } from './Dialog.tsx';
import { Field, onSubmit, useSending } from './Field.tsx';
import { isWatching, may } from './may.ts';
import { getSecurityLevels, setSecurityLevel } from './routes.ts';
import { securityLevels, sheet } from './state.ts';

type Level = 1 | 2 | 3;
const levels: readonly Level[] = [1, 2, 3];
export const levelOf = (value: number): Level => (value === 2 || value === 3 ? value : 1);

const close = (): void => {
  sheet.value = null;
};

/** ISPS level of the port, always in sight; the reasons and the change behind it. */
export function SecurityLevel() {
  const told = status.value?.securityLevel;
  useEffect(() => {
    // where there are frames of status they tell it first
    if (!may('zones.read') || (told === undefined && isWatching())) return;
    // also when a status tells another level than before: who set it, and why, is asked for
    if (told === undefined || told !== securityLevels.peek()?.port.level)
      getSecurityLevels().then(
        (answer) => {
          securityLevels.value = answer;
        },
        () => undefined,
      );
  }, [told]);
  const value = told ?? securityLevels.value?.port.level;
  if (value === undefined) return null;
  const level = levelOf(value);
  return (
    <button
      type="button"
      class={`level level--${level}`}
      data-security-level={level}
      title={`${t('level.title')} – ${t(`level.${level}`)}`}
      onClick={() => {
        sheet.value = 'security-level';
      }}
    >
      {t('level.short', { level })}
    </button>
  );
}

export function SecurityLevelSheet() {
  const held = securityLevels.value;
  return (
    <Dialog title={t('level.title')} onClose={close}>
      {held !== null && (
        <>
          <p>{sentence(held.port)}</p>
          {held.facilities.length > 0 && <h3>{t('level.facilities')}</h3>}
          {held.facilities.map((facility) => (
            <p key={facility.zone}>
              <b>{zoneNames.value.get(facility.zone) ?? facility.zone}</b> {sentence(facility)}
            </p>
          ))}
        </>
      )}
      {may('security-level.set') && <Change now={levelOf(held?.port.level ?? 1)} />}
    </Dialog>
  );
}

interface Told {
  readonly level: number;
  readonly since: string | null;
  readonly by: string | null;
  readonly reason: string | null;
}

function sentence({ level, since, by, reason }: Told): string {
  if (since === null) return t('level.always', { level });
  const time = `${since.slice(0, 16).replace('T', ' ')} UTC`;
  return t('level.since', { level, time, who: by ?? '–', reason: reason ?? '–' });
}

function Change({ now }: { readonly now: Level }) {
  const chosen = useSignal<Level>(now);
  const why = useSignal('');
  const { busy, refusal, send } = useSending();
  return (
    <form
      class="form"
      onSubmit={onSubmit(() =>
        send(async () => {
          securityLevels.value = await setSecurityLevel(chosen.value, why.value.trim());
          close();
        }),
      )}
    >
      <fieldset class="row" aria-label={t('level.title')}>
        {levels.map((level) => (
          <label key={level} class="check">
            <input
              type="radio"
              name="level"
              value={level}
              checked={chosen.value === level}
              onChange={() => {
                chosen.value = level;
              }}
            />
            {t(`level.${level}`)}
          </label>
        ))}
      </fieldset>
      <Field
        label={t('level.reason')}
        name="reason"
        hint={t('level.announced')}
        required
        minLength={3}
        maxLength={500}
        value={why.value}
        fault={refusal.value}
        onValue={(value) => {
          why.value = value;
        }}
      />
      <button type="submit" class="button button--main" aria-disabled={busy.value}>
        {t('level.set')}
      </button>
    </form>
  );
}
