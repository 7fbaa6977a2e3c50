import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { VesselDetail } from '../../protocol/vessel.ts';
import { age, clockTime } from '../format/format.ts';
import { t } from '../i18n/text.ts';
import { getVessel } from '../live/api.ts';
import { nowMs } from '../live/state.ts';
import { Fact, Facts } from './Fact.tsx';
import { track } from './track.ts';

type Heard = VesselDetail['properties']['receivers'];
/** The receivers of a vessel change slowly. */
const refreshMs = 10_000;

/** Who hears the vessel, and how much of its track is known. */
export function Reception({ mmsi }: { readonly mmsi: string }) {
  const receivers = useSignal<Heard>([]);
  useEffect(() => {
    const leaving = new AbortController();
    const load = (): void => {
      getVessel(mmsi, leaving.signal).then(
        (detail) => {
          receivers.value = detail.properties.receivers;
        },
        // Without an answer the panel shows what the live picture says, which needs no receivers.
        () => undefined,
      );
    };
    load();
    const timer = setInterval(load, refreshMs);
    return () => {
      clearInterval(timer);
      leaving.abort();
    };
  }, [mmsi, receivers]);
  return (
    <Facts title={t('top.receivers')}>
      {receivers.value.map(({ name, heardAt }) => (
        <Fact
          key={name}
          name={name}
          value={t('receivers.heard', { age: age((nowMs.value - Date.parse(heardAt)) / 1000) })}
        />
      ))}
      <Fact name={t('vessel.track')} value={trackText()} />
    </Facts>
  );
}

function trackText(): string | null {
  const held = track.value;
  if (!held || held.state === 'loading') return null;
  if (held.line.length === 0) {
    return held.failure === null ? t('vessel.trackNone') : t('vessel.trackFailed', { detail: held.failure });
  }
  const from = held.fromIso === null ? '–' : `${clockTime(Date.parse(held.fromIso), true)} UTC`;
  return t('vessel.trackSpan', { points: held.line.length, from });
}
