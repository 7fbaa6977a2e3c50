import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWithChromium } from '../services/chromium.ts';
import { launch, numberOf, openPage, patience, screenshot, signIn } from './browser.ts';
import { type Door, startDoor } from './door.ts';
import { firstCode } from './door-routes.ts';
import { buildConsole, type RunningServer, startServer } from './server.ts';

describeWithChromium('signing in on the page', (executablePath) => {
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

  test('G1, G2, G4, G5, G6 a one-time link leads through password and second factor into the console', async () => {
    const eva = door.keeper.admitMaster('eva', { password: null, debts: ['password', 'second-factor'] });
    door.keeper.links.set('first-of-eva', eva);
    const { page, complaints } = await openPage(browser, door.url, `${door.url}/#link=first-of-eva`);
    const fault = page.locator('.field__fault');
    await page.locator('.gate[data-step="password"]').waitFor(patience);
    expect(page.url()).toBe(`${door.url}/`);
    await page.keyboard.type('short');
    await page.keyboard.press('Enter');
    await expect.poll(() => fault.textContent(), patience).toBe('a password needs at least 12 characters');
    await page.locator('input[name="password"]').fill('tram lamp oyster quay');
    await page.keyboard.press('Enter');

    await page.locator('.gate[data-step="second-factor"] img.qr').waitFor(patience);
    expect(
      await page.locator('img.qr').evaluate((img) => 'naturalWidth' in img && Number(img.naturalWidth) > 0),
    ).toBe(true);
    expect(await page.locator('[data-secret]').textContent()).toBe('JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP');
    await screenshot(page, 'second-factor-night');
    await page.keyboard.type('000000');
    await expect.poll(() => fault.textContent(), patience).toContain('wrong');
    await page.keyboard.type(firstCode);

    await page.locator('.codes__list').waitFor(patience);
    expect(await page.locator('.codes__list li').count()).toBe(10);
    await screenshot(page, 'recovery-codes-night');
    const goOn = page.getByRole('button', { name: 'Go on' });
    expect(await goOn.isDisabled()).toBe(true);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    expect((await download).suggestedFilename()).toBe('havenwacht-recovery-codes.txt');
    await page.getByLabel('I have kept them').check();
    await goOn.click();
    await expect
      .poll(() => numberOf(page, '[data-vessel-count]', 'data-vessel-count'), patience)
      .toBeGreaterThan(5);
    expect(await page.locator('[data-account]').getAttribute('data-account')).toBe('eva');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('G1, G3 without a session there is only the sign-in page; password and code open it', async () => {
    door.keeper.admitMaster('bo', { code: '123456' });
    const { page, complaints } = await openPage(browser, door.url);
    await page.locator('.gate[data-step="out"]').waitFor(patience);
    expect(await page.locator('.map, .alerts, .top').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Sign in with Port ID' }).getAttribute('href')).toBe(
      '/api/v1/open-id',
    );
    await screenshot(page, 'sign-in-night');
    await signIn(page, 'bo', 'not it');
    await expect.poll(() => page.locator('.field__fault').textContent(), patience).toContain('wrong');
    await signIn(page, 'bo', 'four words of mine');
    await page.locator('.gate[data-step="code"]').waitFor(patience);
    await screenshot(page, 'code-night');
    await page.keyboard.type('123 456');
    await page.locator('[data-account="bo"]').waitFor(patience);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
