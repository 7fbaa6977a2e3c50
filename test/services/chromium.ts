import { existsSync } from 'node:fs';
import { describeNeeding, foundOrRequired, type Need } from './needs.ts';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Path of a Chromium (CHROMIUM names another), or null. @throws when HW_TEST_SERVICES=required and there is none. */
export function chromium(): string | null {
  return foundOrRequired(need());
}

/** A block of tests in a real browser. */
export function describeWithChromium(title: string, tests: (executablePath: string) => void): void {
  describeNeeding(need(), title, tests);
}

function need(): Need<string> {
  const { CHROMIUM } = process.env;
  const places = CHROMIUM ? [CHROMIUM] : usualPlaces;
  return {
    found: places.find((path) => existsSync(path)) ?? null,
    absent: '/absent/chromium',
    how: `Chromium was not found at ${places[0]}; install it with "apt-get install chromium" or set CHROMIUM to its path.`,
  };
}
