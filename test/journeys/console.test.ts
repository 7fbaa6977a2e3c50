import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { VesselCollection } from '../../src/protocol/vessel.ts';
import { describeWithChromium } from '../services/chromium.ts';
import { testPassword } from '../sign-in.ts';
import { launch, numberOf, openPage, patience, screenshot, signIn } from './browser.ts';
import { buildConsole, type RunningServer, startServer } from './server.ts';

/** Status of the first vessel's track, 0 before the first vessel: the archive opens behind the rest of the server. */
async function trackStatus(server: RunningServer): Promise<number> {
  const answer = await server.fetch(`/api/v1/vessels?limit=1`);
  const { features } = (await answer.json()) as VesselCollection;
  const first = features[0];
  return first ? (await server.fetch(`/api/v1/vessels/${first.id}/track`)).status : 0;
}
describeWithChromium('the console in a browser', (executablePath) => {
  let server: RunningServer;
  let browser: Browser;

  beforeAll(async () => {
    await buildConsole();
    server = await startServer({ env: { HW_DEMO: 'on' } });
    browser = await launch(executablePath);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('J40 the page shows the traffic, and a watch works through its alerts with the keyboard', async () => {
    await expect.poll(() => trackStatus(server), patience).toBe(200);
    const { page, complaints, hosts } = await openPage(browser, server.url);
    await signIn(page, 'admin', testPassword);
    await page.locator('.map[data-ready="true"] canvas.maplibregl-canvas').waitFor(patience);
    await expect
      .poll(() => page.locator('[data-connection]').getAttribute('data-connection'), patience)
      .toBe('live');
    await expect
      .poll(() => numberOf(page, '[data-vessel-count]', 'data-vessel-count'), patience)
      .toBeGreaterThan(20);
    await expect
      .poll(() => numberOf(page, '[data-hazard="confirmed"]', 'data-count'), patience)
      .toBeGreaterThan(0);
    expect(await page.locator('[data-demo]').textContent()).toBe('DEMO');
    await page.locator('[data-alert][data-state="active"]').first().waitFor(patience);
    await screenshot(page, 'night');

    // The first alert, its vessel, and its acknowledgement: j, Enter, a.
    await page.keyboard.press('j');
    const focused = page.locator('[data-alert][aria-current="true"]');
    const id = await focused.getAttribute('data-alert');
    await page.keyboard.press('Enter');
    const panel = page.locator('.vessel[data-mmsi]');
    await panel.waitFor(patience);
    expect(await panel.getAttribute('data-mmsi')).toMatch(/^\d{9}$/);
    await panel.locator('[data-hazard-state]').waitFor(patience);
    await screenshot(page, 'vessel');
    expect(await page.locator(`[data-alert="${id}"]`).getAttribute('data-state')).toBe('active');
    await page.keyboard.press('a');
    await expect
      .poll(() => page.locator(`[data-alert="${id}"]`).getAttribute('data-state'), patience)
      .toBe('acknowledged');
    const kept = await server.fetch(`/api/v1/alerts/${id}`);
    expect(await kept.json()).toMatchObject({ alert: { id, state: 'acknowledged' } });

    // A second one is reached from a line that was clicked: the keys win over the click.
    await page.locator('[data-alert] .alert__main').first().click();
    await page.keyboard.press('j');
    const second = (await focused.getAttribute('data-alert')) ?? '';
    await page.keyboard.press('Enter');
    expect(await focused.getAttribute('data-alert')).toBe(second);

    // Snoozed with a reason, and closed with a note: s, why, Enter; c, note, Enter.
    const stateOf = async (id: string): Promise<string> =>
      (await page.locator(`[data-alert="${id}"]`).getAttribute('data-state')) ?? '';
    let worked = second;
    for (let lines = 0; lines < 30 && (await stateOf(worked)) !== 'active'; lines += 1) {
      await page.keyboard.press('j');
      worked = (await focused.getAttribute('data-alert')) ?? '';
    }
    await page.keyboard.press('s');
    const form = page.locator('form.aside');
    await form.waitFor(patience);
    await screenshot(page, 'snooze');
    await page.keyboard.type('tug on its way');
    await form.locator('input[value="60"]').check();
    await form.locator('.aside__send').click();
    await expect.poll(() => stateOf(worked), patience).toBe('snoozed');
    await form.waitFor({ state: 'detached' });
    const snoozed = await server.fetch(`/api/v1/alerts/${worked}`);
    expect(await snoozed.json()).toMatchObject({ alert: { snooze: { reason: 'tug on its way' } } });
    await page.keyboard.press('c');
    await form.waitFor(patience);
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await page.keyboard.press('c');
    await form.locator('input:focus').waitFor(patience);
    await page.keyboard.type('seen by patrol');
    await page.keyboard.press('Enter');
    await expect.poll(() => stateOf(worked), patience).toBe('closed');

    // Search by the MMSI of that vessel, then close everything again.
    const mmsi = (await panel.getAttribute('data-mmsi')) ?? '';
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await page.keyboard.press('/');
    await page.keyboard.type(mmsi);
    await page.locator('[role="option"]').first().waitFor(patience);
    await page.keyboard.press('Enter');
    await expect.poll(() => panel.getAttribute('data-mmsi'), patience).toBe(mmsi);

    // Day theme and Dutch.
    await page.keyboard.press('t');
    await page.locator('.top__language').click();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('day');
    expect(await page.locator('.alerts h2').textContent()).toBe('Meldingen');
    await screenshot(page, 'day');

    expect(complaints).toEqual([]);
    expect([...hosts]).toEqual([new URL(server.url).host]);
    await page.context().close();
  });

  test('J41 the page says that the connection is lost, and goes on by itself when the server is back', async () => {
    const { page } = await openPage(browser, server.url);
    await signIn(page, 'admin', testPassword);
    await expect
      .poll(() => numberOf(page, '[data-vessel-count]', 'data-vessel-count'), patience)
      .toBeGreaterThan(20);
    const { port } = new URL(server.url);
    await server.stop('SIGKILL');
    await page.locator('.banner[role="alert"]').waitFor(patience);
    await page.locator('.map--lost').waitFor(patience);
    // What was last known stays to be read.
    expect(await numberOf(page, '[data-vessel-count]', 'data-vessel-count')).toBeGreaterThan(20);
    await screenshot(page, 'lost');

    server = await startServer({ env: { HW_DEMO: 'on', PORT: port }, dataDir: server.dataDir });
    await expect
      .poll(() => page.locator('[data-connection]').getAttribute('data-connection'), patience)
      .toBe('live');
    await page.locator('.banner[role="alert"]').waitFor({ state: 'detached' });
    await expect
      .poll(() => numberOf(page, '[data-vessel-count]', 'data-vessel-count'), patience)
      .toBeGreaterThan(20);
    await page.context().close();
  });
});
