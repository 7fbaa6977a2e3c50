import type { Tally } from './run.ts';

export interface ProgressOptions {
  readonly write: (text: string) => void;
  /** A line that is written over; else a new line every 10 s. */
  readonly isTerminal: boolean;
  /** Bytes as stored of all logs; null when stdin is among them. */
  readonly totalBytes: number | null;
  /** Milliseconds, rising. */
  readonly now: () => number;
}

export interface Progress {
  read(bytes: number): void;
  /** Shows how far it is, unless it did so just before. */
  show(tally: Pick<Tally, 'lines' | 'written' | 'present'>): void;
  /** Frees the line for other text. */
  clear(): void;
}

const terminalMs = 200;
const plainMs = 10_000;
const barWidth = 24;

export function createProgress({ write, isTerminal, totalBytes, now }: ProgressOptions): Progress {
  const beganMs = now();
  let shownMs = beganMs;
  let bytes = 0;
  const line = ({ lines, written, present }: Pick<Tally, 'lines' | 'written' | 'present'>): string => {
    const seconds = Math.max(0.001, (now() - beganMs) / 1000);
    const share = totalBytes === null ? null : Math.min(1, bytes / Math.max(1, totalBytes));
    const left = share === null || share === 0 ? null : (seconds * (1 - share)) / share;
    return [
      share === null ? megabytes(bytes) : `${percent(share)} of ${megabytes(totalBytes ?? 0)}`,
      `${count(written)} positions written, ${count(present)} there`,
      `${count(Math.round(lines / seconds))} lines/s`,
      ...(left === null ? [] : [`${duration(left)} left`]),
    ].join(' · ');
  };
  const bar = (): string => {
    if (totalBytes === null) return '';
    const full = Math.round(barWidth * Math.min(1, bytes / Math.max(1, totalBytes)));
    return `[${'#'.repeat(full)}${'.'.repeat(barWidth - full)}] `;
  };
  return {
    read(more) {
      bytes += more;
    },
    show(tally) {
      if (now() - shownMs < (isTerminal ? terminalMs : plainMs)) return;
      shownMs = now();
      write(isTerminal ? `\r\x1b[K${bar()}${line(tally)}` : `havenwacht import: ${line(tally)}\n`);
    },
    clear() {
      if (isTerminal) write('\r\x1b[K');
    },
  };
}

export const count = (n: number): string => n.toLocaleString('en');
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const percent = (share: number): string => `${Math.floor(share * 100)} %`;

function duration(seconds: number): string {
  const whole = Math.round(seconds);
  const hours = Math.floor(whole / 3_600);
  const minutes = Math.floor(whole / 60) % 60;
  const two = (n: number): string => String(n).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
