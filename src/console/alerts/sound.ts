import type { AlertFrame } from '../../protocol/frames.ts';
import type { Severity } from './order.ts';

/** Tones of each severity in Hz, 140 ms each; information makes no sound. */
const tunes: Readonly<Record<Severity, readonly number[]>> = {
  alarm: [880, 660, 880, 660],
  warning: [740, 740],
  caution: [520],
  info: [],
};
const toneS = 0.14;
/** Alerts that come together sound once. */
const quietMs = 1500;

/** Plays a tone for alerts that are raised or escalated, while `enabled`. The browser asks for a click before it sounds. */
export function soundFor(enabled: () => boolean, clock: () => number): (frame: AlertFrame) => void {
  let context: AudioContext | null = null;
  let lastMs = Number.NEGATIVE_INFINITY;
  return (frame) => {
    if (!enabled() || (frame.event !== 'raised' && frame.event !== 'escalated')) return;
    const tune = tunes[frame.alert.severity];
    if (tune.length === 0 || clock() - lastMs < quietMs) return;
    lastMs = clock();
    context ??= new AudioContext();
    play(context, tune);
  };
}

function play(context: AudioContext, tune: readonly number[]): void {
  for (const [index, frequency] of tune.entries()) {
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    const start = context.currentTime + index * toneS;
    oscillator.frequency.value = frequency;
    // Soft edges: no click in a quiet room.
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(0.12, start + 0.015);
    gain.gain.linearRampToValueAtTime(0, start + toneS * 0.92);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(start);
    oscillator.stop(start + toneS);
  }
}
