import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWithChromium } from '../services/chromium.ts';
import { faultsOf } from './axe.ts';
import { launch, numberOf, openPage, patience, screenshot, signIn } from './browser.ts';
import { admit, endSessions, type Person } from './people.ts';
import { buildConsole, type RunningServer, startServer } from './server.ts';

describeWithChromium('a session that ends while somebody watches', (executablePath) => {
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

  const waiting = (page: Page) => page.locator('[data-alert][data-state="active"]').first();
  const connection = (page: Page): Promise<string | null> =>
    page.locator('[data-connection]').getAttribute('data-connection');
  async function openFor(username: string): Promise<{ page: Page; person: Person }> {
    const person = await admit(server, username, ['traffic-controller']);
    const { page } = await openPage(browser, server.url);
    await signIn(page, username, person.password);
    await waiting(page).waitFor(patience);
    return { page, person };
  }
  async function comeBack(page: Page, { password }: Person): Promise<void> {
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.locator('[data-ended]').waitFor({ state: 'detached', ...patience });
    await expect.poll(() => connection(page), patience).toBe('live');
  }

  /** Ends the sessions of whoever sits there; a vessel that is looked at asks the server every few seconds. */
  async function endUnder(page: Page, { username }: Person): Promise<void> {
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.locator('.vessel[data-mmsi]').waitFor(patience);
    await endSessions(server, username);
    await page.locator(`[data-ended="${username}"]`).waitFor(patience);
  }

  test('G7 the page says so over the greyed picture, and after the password no alert is missing', async () => {
    const { page, person } = await openFor('an');
    const id = (await waiting(page).getAttribute('data-alert')) ?? '';
    await endUnder(page, person);
    await page.locator('.map--lost').waitFor(patience);
    expect(await connection(page)).toBe('ended');
    expect(await page.title()).toMatch(/^Signed out/);
    expect(await numberOf(page, '[data-vessel-count]', 'data-vessel-count')).toBeGreaterThan(20);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await page.locator('dialog[open] [data-ended]').count()).toBe(1);
    expect(await faultsOf(page)).toEqual([]);
    await screenshot(page, 'ended-night');
    // what a colleague does meanwhile is an event that this page did not hear
    const done = await server.fetch(`/api/v1/alerts/${id}/acknowledge`, { method: 'POST' });
    expect(done.status).toBe(200);
    expect(await page.locator(`[data-alert="${id}"]`).getAttribute('data-state')).toBe('active');
    await comeBack(page, person);
    await expect
      .poll(() => page.locator(`[data-alert="${id}"]`).getAttribute('data-state'), patience)
      .toBe('acknowledged');
    const kept = (await (await server.fetch('/api/v1/alerts?state=active&limit=50')).json()) as {
      items: { id: string }[];
    };
    const shown = await page
      .locator('[data-alert]')
      .evaluateAll((lines) => lines.map((line) => line.getAttribute('data-alert')));
    expect(kept.items.length).toBeGreaterThan(0);
    expect(kept.items.filter((alert) => !shown.includes(alert.id))).toEqual([]);
    await page.context().close();
  });

  test('G7 an acknowledgement that is refused for want of a session says so, and can be given again', async () => {
    const { page, person } = await openFor('bo');
    const id = (await waiting(page).getAttribute('data-alert')) ?? '';
    await endSessions(server, 'bo');
    await page.locator(`[data-alert="${id}"] .alert__ack`).dispatchEvent('click');
    await page.locator('[data-ended="bo"]').waitFor(patience);
    await comeBack(page, person);
    await page.locator(`[data-alert="${id}"] .alert__ack`).click();
    await expect
      .poll(() => page.locator(`[data-alert="${id}"]`).getAttribute('data-state'), patience)
      .toBe('acknowledged');
    await page.context().close();
  });

  test('G8, G20 somebody else begins with a page of their own', async () => {
    const { page, person } = await openFor('cas');
    const dora = await admit(server, 'dora', ['auditor'], 'maritime-police');
    await endUnder(page, person);
    await page.getByRole('button', { name: 'I am somebody else' }).click();
    await page.locator('.gate[data-step="out"]').waitFor(patience);
    expect(await page.locator('[data-alert]').count()).toBe(0);
    await signIn(page, dora.username, dora.password);
    await page.locator('[data-page="audit"]').waitFor(patience);
    expect(await page.locator('[data-alert], .map').count()).toBe(0);
    await page.context().close();
  });
});
