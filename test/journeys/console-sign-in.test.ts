import { TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../receiving.ts';
import { describeWithChromium } from '../services/chromium.ts';
import { faultsOf } from './axe.ts';
import { launch, openPage, patience, screenshot, signIn } from './browser.ts';
import { buildConsole, type RunningServer, startServer } from './server.ts';

describeWithChromium('signing in on the page', (executablePath) => {
  let server: RunningServer;
  let browser: Browser;
  const password = 'tram lamp oyster quay';
  let recoveryCodes: string[] = [];
  let faults: string[] = [];

  beforeAll(async () => {
    await buildConsole();
    server = await startServer({
      env: { HW_ADMIN_PASSWORD: '', HW_SECOND_FACTOR: '' },
      signIn: false,
    });
    browser = await launch(executablePath);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const step = (page: Page, name: string): Promise<void> =>
    page.locator(`.gate[data-step="${name}"]`).waitFor(patience);
  const fault = (page: Page): Promise<string | null> => page.locator('.field__fault').textContent();
  /** Keeps what a step looks like, and what is wrong with it, in both themes. */
  async function lookAt(page: Page, name: string): Promise<void> {
    for (const theme of ['night', 'day']) {
      await page.locator('html').evaluate((root, value) => root.setAttribute('data-theme', value), theme);
      faults.push(...(await faultsOf(page)).map((found) => `${name}, ${theme}: ${found}`));
      await screenshot(page, `${name}-${theme}`);
    }
  }

  test('G2, G4, G5, G6, G18 the link of the first start leads through password and second factor into the console', async () => {
    const linkLine = (): string | undefined => server.log.find((line) => line.includes('#link='));
    await until(() => linkLine() !== undefined);
    const link = /http[^"\s]+#link=[\w.~-]+/.exec(linkLine() ?? '')?.[0] ?? '';
    const { page, complaints } = await openPage(browser, server.url, link);
    await step(page, 'password');
    expect(page.url()).toBe(`${server.url}/`);
    await page.keyboard.type('short');
    await page.keyboard.press('Enter');
    await expect.poll(() => fault(page), patience).toMatch(/^a password needs at least 15 characters/);
    await lookAt(page, 'password');
    await page.locator('input[name="password"]').fill(password);
    await page.keyboard.press('Enter');

    await step(page, 'second-factor');
    const picture = page.locator('img.qr');
    await picture.waitFor(patience);
    expect(await picture.evaluate((img) => 'naturalWidth' in img && Number(img.naturalWidth) > 0)).toBe(true);
    const secret = (await page.locator('[data-secret]').textContent()) ?? '';
    expect(secret).toMatch(/^([A-Z2-7]{4} )+[A-Z2-7]{1,4}$/);
    await lookAt(page, 'second-factor');
    const code = new TOTP({ secret: secret.replaceAll(' ', '') }).generate();
    await page.keyboard.type(code === '000000' ? '000001' : '000000');
    await expect.poll(() => fault(page), patience).toContain('wrong');
    await page.keyboard.type(new TOTP({ secret: secret.replaceAll(' ', '') }).generate());

    await step(page, 'codes');
    recoveryCodes = await page.locator('.codes__list li').allTextContents();
    expect(recoveryCodes).toHaveLength(10);
    await lookAt(page, 'recovery-codes');
    const goOn = page.getByRole('button', { name: 'Go on' });
    expect(await goOn.isDisabled()).toBe(true);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    expect((await download).suggestedFilename()).toBe('havenwacht-recovery-codes.txt');
    await page.getByLabel('I have kept them').check();
    await goOn.click();
    await page.locator('[data-account="admin"]').waitFor(patience);
    await page.locator('[data-connection="live"]').waitFor(patience);
    expect(complaints).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();

    const again = await openPage(browser, server.url, link);
    await step(again.page, 'out');
    await again.page.getByText('The link does not work').waitFor(patience);
    await again.page.context().close();
  });

  test('G1, G3, G18 without a session there is only the sign-in page; password and recovery code open it', async () => {
    faults = [];
    const { page, complaints } = await openPage(browser, server.url);
    await step(page, 'out');
    expect(await page.locator('.map, .alerts, .top').count()).toBe(0);
    expect(await page.locator('a').count()).toBe(0);
    await lookAt(page, 'sign-in');
    await signIn(page, 'admin', 'not it');
    await expect.poll(() => fault(page), patience).toContain('wrong');
    await lookAt(page, 'sign-in-refused');
    await signIn(page, 'admin', password);
    await step(page, 'code');
    await lookAt(page, 'code');
    await page.keyboard.type(recoveryCodes[0] ?? '');
    await page.keyboard.press('Enter');
    await page.locator('[data-account="admin"]').waitFor(patience);
    expect(complaints).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
