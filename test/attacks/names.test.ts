import { DOMParser } from '@xmldom/xmldom';
import { parse } from 'csv-parse/sync';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toSentences } from '../../src/ais/sentences.ts';
import { position, voyage } from '../../src/traffic/samples.test-data.ts';
import { buildConsole, type RunningServer, startServer } from '../journeys/server.ts';
import { until } from '../receiving.ts';
import { describeWithChromium } from '../services/chromium.ts';

/** Names that a vessel may send: twenty characters of six bits, which is enough to write a tag or a formula. */
const names = [
  '=CMD(A1)',
  '+1+1',
  '-2+3',
  "'=A1",
  '<IMG SRC=X ONERROR=A',
  '"><SCRIPT>A',
  "&LT;B&GT;'<!--",
  ']]><X/>',
];
const first = 244_000_500;

let server: RunningServer;
beforeAll(async () => {
  await buildConsole();
  server = await startServer();
  const lines = names.flatMap((name, i) => {
    const mmsi = first + i;
    const told = voyage(mmsi, { name, callsign: name.slice(0, 7), destination: name });
    return [position(mmsi), told].flatMap((message) => toSentences(message, { channel: 'A' }));
  });
  await server.send(lines.map((line) => `${line}\r\n`).join(''));
  // the archive has the points, and has been told who they were
  const told = async (i: number): Promise<boolean> =>
    ((await track(i, 'csv')).split('\n')[1]?.split(',')[1] ?? '') !== '';
  for (const i of names.keys()) await until(() => told(i));
});
afterAll(() => server?.stop('SIGKILL'));

const track = async (i: number, format: string): Promise<string> =>
  (await server.fetch(`/api/v1/vessels/${first + i}/track?format=${format}`)).text();

test.each(names.map((name, i) => [name, i] as const))(
  'checklist T5: a vessel named %j is a name in JSON, CSV, GPX and KML, and nothing else',
  async (name, i) => {
    const vessel = await (await server.fetch(`/api/v1/vessels/${first + i}`)).json();
    expect(vessel).toMatchObject({ properties: { name, destination: name } });
    const [row] = parse(await track(i, 'csv'), { columns: true }) as Record<string, string>[];
    // what a spreadsheet would reckon with has an apostrophe in front
    expect(row?.['name']).toBe(/^[=+-]/.test(name) ? `'${name}` : name);
    for (const format of ['gpx', 'kml']) {
      const text = await track(i, format);
      const document = new DOMParser({
        onError: (level, message) => {
          throw new Error(`${level}: ${message}`);
        },
      }).parseFromString(text, 'text/xml');
      expect(document.documentElement?.textContent).toContain(name);
      for (const tag of ['IMG', 'SCRIPT', 'X', 'B'])
        expect(document.getElementsByTagName(tag).length).toBe(0);
    }
  },
);

test('checklist T5: no name breaks a line of the log', () => {
  for (const line of server.log) if (line.startsWith('{')) expect(() => JSON.parse(line)).not.toThrow();
});

describeWithChromium('names in a browser', (executablePath) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  });
  afterAll(() => browser?.close());

  test.each(['"><SCRIPT>A', '<IMG SRC=X ONERROR=A'])(
    'checklist T5: the page shows a vessel named %j as text',
    async (name) => {
      const context = await browser.newContext();
      const [cookie = '', value = ''] = server.headers.cookie?.split('=') ?? [];
      await context.addCookies([
        { name: cookie, value, url: server.url, httpOnly: true, sameSite: 'Strict' },
      ]);
      const page = await context.newPage();
      await page.goto(server.url);
      const search = page.locator('#search');
      await search.fill(String(first + names.indexOf(name)));
      await page.locator('#search-results').waitFor({ timeout: 60_000 });
      await search.press('Enter');
      const panel = page.locator('.vessel[data-mmsi]');
      await panel.waitFor({ timeout: 60_000 });
      expect(await panel.textContent()).toContain(name);
      expect(await page.locator('img[src="X"], img[src="x"], script:not([src])').count()).toBe(0);
      await context.close();
    },
  );
});
