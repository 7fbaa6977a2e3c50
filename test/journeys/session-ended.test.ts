import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWithChromium } from '../services/chromium.ts';
import { launch, numberOf, openPage, patience, screenshot, signIn } from './browser.ts';
import { type Door, startDoor } from './door.ts';
import { buildConsole, type RunningServer, startServer } from './server.ts';

describeWithChromium('a session that ends while somebody watches', (executablePath) => {
  let server: RunningServer;
  let browser: Browser;
  let door: Door;

  beforeAll(async () => {
    await buildConsole();
    server = await startServer({ env: { HW_DEMO: 'on' } });
    door = await startDoor(server);
    browser = await launch(executablePath);
  });
  afterAll(async () => {
    await browser?.close();
    await door?.close();
    await server?.stop();
  });

  const password = 'four words of mine';
  const waiting = (page: Page) => page.locator('[data-alert][data-state="active"]').first();
  const connection = (page: Page): Promise<string | null> =>
    page.locator('[data-connection]').getAttribute('data-connection');
  async function openFor(username: string): Promise<Page> {
    door.keeper.admitMaster(username);
    const { page } = await openPage(browser, door.url);
    await signIn(page, username, password);
    await waiting(page).waitFor(patience);
    return page;
  }
  async function comeBack(page: Page): Promise<void> {
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.locator('[data-ended]').waitFor({ state: 'detached', ...patience });
    await expect.poll(() => connection(page), patience).toBe('live');
  }

  test('G7 the page says so over the greyed picture, and after the password no alert is missing', async () => {
    const page = await openFor('an');
    const id = (await waiting(page).getAttribute('data-alert')) ?? '';
    const vessels = await numberOf(page, '[data-vessel-count]', 'data-vessel-count');
    door.keeper.endAll();
    door.cutOff(4401);
    await page.locator('[data-ended="an"]').waitFor(patience);
    await page.locator('.map--lost').waitFor(patience);
    expect(await connection(page)).toBe('ended');
    expect(await numberOf(page, '[data-vessel-count]', 'data-vessel-count')).toBe(vessels);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await page.locator('dialog[open] [data-ended]').count()).toBe(1);
    await screenshot(page, 'ended-night');
    // what a colleague does meanwhile is an event that this page did not hear
    const done = await fetch(`${server.url}/api/v1/alerts/${id}/acknowledge`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(done.status).toBe(200);
    expect(await page.locator(`[data-alert="${id}"]`).getAttribute('data-state')).toBe('active');
    await comeBack(page);
    await expect
      .poll(() => page.locator(`[data-alert="${id}"]`).getAttribute('data-state'), patience)
      .toBe('acknowledged');
    const kept = (await (await fetch(`${server.url}/api/v1/alerts?state=active&limit=500`)).json()) as {
      items: { id: string }[];
    };
    for (const alert of kept.items)
      await page.locator(`[data-alert="${alert.id}"]`).waitFor({ state: 'attached', ...patience });
    await page.context().close();
  });

  test('G7 a request that is refused for want of a session says so too', async () => {
    const page = await openFor('bo');
    door.keeper.endAll();
    await page.keyboard.press('j');
    for (let lines = 0; lines < 30; lines += 1) {
      const focused = page.locator('[data-alert][aria-current="true"]');
      if ((await focused.getAttribute('data-state')) === 'active') break;
      await page.keyboard.press('j');
    }
    await page.keyboard.press('a');
    await page.locator('[data-ended="bo"]').waitFor(patience);
    await comeBack(page);
    await page.context().close();
  });

  test('G8 somebody else begins with a page of their own', async () => {
    const page = await openFor('cas');
    door.keeper.endAll();
    door.cutOff(4401);
    await page.getByRole('button', { name: 'I am somebody else' }).click();
    await page.locator('.gate[data-step="out"]').waitFor(patience);
    expect(await page.locator('[data-alert]').count()).toBe(0);
    door.keeper.admitMaster('dora', { may: ['audit.read'], roles: ['auditor'] });
    await signIn(page, 'dora', password);
    await page.locator('[data-page="audit"]').waitFor(patience);
    expect(await page.locator('[data-alert], .map').count()).toBe(0);
    await page.context().close();
  });
});
