import './receivers.css';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { StatusFrame } from '../../protocol/frames.ts';
import { age } from '../format/format.ts';
import { known, t } from '../i18n/text.ts';
import { nowMs, status } from '../live/state.ts';
import { Icon } from './Icon.tsx';

type ReceiverStatus = StatusFrame['receivers'][string];

/** Which receivers are heard: a picture is only as good as what feeds it. */
export function ReceiverMenu() {
  const open = useSignal(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Anything done elsewhere closes the list, which lies over the map.
    const close = (event: Event): void => {
      const inside = event.target instanceof Node && box.current?.contains(event.target);
      const leaves = event instanceof KeyboardEvent ? event.key === 'Escape' : !inside;
      if (leaves) open.value = false;
    };
    const kinds = ['pointerdown', 'focusin', 'keydown'] as const;
    for (const kind of kinds) document.addEventListener(kind, close);
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, close);
    };
  }, [open]);
  const receivers = Object.entries(status.value?.receivers ?? {});
  const sinceMs = (at: string | null): number =>
    at === null ? Number.POSITIVE_INFINITY : nowMs.value - Date.parse(at);
  // what is silent is a matter of each receiver's own rhythm, which the server knows
  const speaks = (r: ReceiverStatus): boolean => r.lastHeardAt !== null && r.state !== 'silent';
  const heard = receivers.filter(([, r]) => speaks(r)).length;
  const isWell = receivers.every(([, r]) => speaks(r) && r.state === 'normal');
  return (
    <div class="receivers" ref={box}>
      <button
        type="button"
        class={isWell ? 'receivers__button' : 'receivers__button receivers__button--unwell'}
        title={t('top.receivers')}
        aria-label={`${t('top.receivers')} ${heard}/${receivers.length}`}
        aria-expanded={open.value}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        <Icon name="receiver" /> {heard}/{receivers.length}
      </button>
      {open.value && (
        <ul class="receivers__list">
          {receivers.length === 0 && <li>{t('receivers.none')}</li>}
          {receivers.map(([name, r]) => (
            <li key={name}>
              <b>{name}</b>
              <span>{t('receivers.lines', { lines: r.lines, refused: r.refused })}</span>
              {r.state !== 'normal' && (
                <span class="warn">{known(`receivers.state.${r.state}`, r.state)}</span>
              )}
              <span class={speaks(r) ? '' : 'warn'}>
                {r.lastHeardAt === null
                  ? t('receivers.silent')
                  : t('receivers.heard', { age: age(sinceMs(r.lastHeardAt) / 1000) })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
