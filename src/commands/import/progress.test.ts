import { expect, test } from 'vitest';
import { createBackPressure } from './back-pressure.ts';
import { createProgress } from './progress.ts';

function progress(isTerminal: boolean, totalBytes: number | null) {
  let nowMs = 1_000;
  let text = '';
  const shown = createProgress({
    ...{ isTerminal, totalBytes, now: () => nowMs },
    write: (more) => {
      text += more;
    },
  });
  return {
    at(ms: number, bytes: number, lines: number): string {
      nowMs = 1_000 + ms;
      text = '';
      shown.read(bytes);
      shown.show({ lines, written: lines - 10, present: 5 });
      return text;
    },
  };
}

test('V29 on a terminal a bar is written over; else there is a line every 10 s', () => {
  const bar = progress(true, 4_000_000);
  expect(bar.at(100, 500_000, 1_000)).toBe('');
  expect(bar.at(10_000, 500_000, 50_000)).toBe(
    '\r\x1b[K[######..................] 25 % of 4.0 MB · 49,990 positions written, 5 there · 5,000 lines/s · 0:30 left',
  );
  const plain = progress(false, 8_000_000_000);
  expect(plain.at(9_999, 1_000_000, 10_000)).toBe('');
  expect(plain.at(10_000, 1_000_000, 100_000)).toBe(
    'havenwacht import: 0 % of 8000.0 MB · 99,990 positions written, 5 there · 10,000 lines/s · 11:06:30 left\n',
  );
  expect(plain.at(19_999, 0, 100_000)).toBe('');
});

test('V29 of stdin nobody knows how much is left', () => {
  expect(progress(false, null).at(10_000, 3_000_000, 1_000)).toBe(
    'havenwacht import: 3.0 MB · 990 positions written, 5 there · 100 lines/s\n',
  );
});

test('V29 a database that is busy with others is left alone for as long as it takes longer', () => {
  const pause = createBackPressure();
  expect([100, 90, 180, 181, 400, 60_000, 80].map(pause)).toEqual([0, 0, 0, 1, 220, 5_000, 0]);
});
