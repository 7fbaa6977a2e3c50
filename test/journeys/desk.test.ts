import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeWithChromium } from '../services/chromium.ts';
import { faultsOf } from './axe.ts';
import { launch, openPage, patience, screenshot, signIn } from './browser.ts';
import { admit, type Person } from './people.ts';
import { buildConsole, type RunningServer, startServer } from './server.ts';

describeWithChromium('pages of administrators and auditors', (executablePath) => {
  let server: RunningServer;
  let browser: Browser;

  beforeAll(async () => {
    await buildConsole();
    server = await startServer();
    browser = await launch(executablePath);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  beforeEach(() => {
    faults = [];
  });

  async function openFor({ username, password }: Person): Promise<{ page: Page; complaints: string[] }> {
    const opened = await openPage(browser, server.url);
    await signIn(opened.page, username, password);
    await opened.page.locator('[data-account]').waitFor(patience);
    return opened;
  }
  /** What is wrong in either theme; `name`: of the pictures that are kept. */
  let faults: string[] = [];
  async function lookAt(page: Page, name: string): Promise<void> {
    for (const theme of ['night', 'day']) {
      await page.locator('html').evaluate((root, value) => root.setAttribute('data-theme', value), theme);
      faults.push(...(await faultsOf(page)).map((fault) => `${name}, ${theme}: ${fault}`));
      await screenshot(page, `${name}-${theme}`);
    }
  }

  test('G15, G16, G20 an administrator sees accounts and keys and nothing of the port', async () => {
    const { page, complaints } = await openFor(await admit(server, 'ada', ['administrator']));
    await page.locator('[data-page="accounts"] [data-account-row="ada"]').waitFor(patience);
    expect(await page.locator('.map, .alerts, .search, [data-vessel-count]').count()).toBe(0);

    await page.getByText('Add account').click();
    await page.locator('input[name="new-username"]').fill('nele');
    await page.getByLabel('Traffic controller').check();
    await page.getByRole('button', { name: 'Add, and make the link' }).click();
    const secret = page.locator('.handover__secret');
    await expect.poll(() => secret.textContent(), patience).toContain('#link=');
    await page.locator('[data-account-row="nele"]').waitFor(patience);
    await lookAt(page, 'accounts');
    await page.locator('input[name="new-username"]').fill('nele');
    await page.getByRole('button', { name: 'Add, and make the link' }).click();
    await expect.poll(() => page.locator('.field__fault').textContent(), patience).toContain('nele');

    await page.getByRole('button', { name: 'Change: nele' }).click();
    await page.locator('dialog').getByLabel('Analyst').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect
      .poll(() => page.locator('[data-account-row="nele"]').textContent(), patience)
      .toContain('Traffic controller, Analyst');
    await lookAt(page, 'account-of-nele');
    await page.getByRole('button', { name: 'Disable' }).click();
    await page.getByRole('button', { name: 'Enable' }).click();
    await page.getByRole('button', { name: 'Disable' }).waitFor(patience);
    await page.getByRole('button', { name: 'New link' }).click();
    await page.locator('dialog').waitFor({ state: 'detached' });

    await page.locator('.who__button').click();
    await page.getByRole('button', { name: 'Keys' }).click();
    await page.getByText('Make key').first().click();
    await page.locator('input[name="key-name"]').fill('mast-zandvliet');
    await page.getByLabel('Receiver').check();
    await page.getByRole('button', { name: 'Make key' }).click();
    await expect.poll(() => secret.textContent(), patience).toMatch(/^hw_\w+_\w+/);
    await lookAt(page, 'keys');
    await page.getByRole('button', { name: 'Put away' }).click();
    expect(await page.locator('body').textContent()).not.toContain('hw_');
    await page.getByRole('button', { name: 'Revoke: mast-zandvliet' }).click();
    expect(await page.locator('[data-key-row]').textContent()).not.toContain('revoked');
    await page.getByRole('button', { name: 'Revoke for good?: mast-zandvliet' }).click();
    await expect.poll(() => page.locator('[data-key-row]').textContent(), patience).toContain('revoked');
    // the name that was taken already
    expect(complaints.filter((text) => !/409|Conflict/.test(text))).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('G17, G18 an auditor reads who did what, finds it, and takes it away', async () => {
    const otto = await admit(server, 'otto', ['auditor']);
    await server.fetch('/api/v1/accounts/otto', {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ roles: ['auditor', 'analyst'] }),
    });
    const { page, complaints } = await openFor(otto);
    await page.locator('.who__button').click();
    await page.keyboard.press('Escape');
    const lines = page.locator('[data-audit]');
    await lines.first().waitFor(patience);
    expect(await lines.first().textContent()).toContain('otto');
    await page.locator('input[name="find"]').fill('admin changed account');
    await expect.poll(() => lines.count(), patience).toBeLessThan(4);
    await lines.first().locator('summary').click();
    expect(await lines.first().locator('tbody').textContent()).toContain('auditor, analyst');
    await lookAt(page, 'audit');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export' }).click();
    const rows = (await readFile(await (await download).path(), 'utf8')).trim().split('\n');
    expect(rows.some((row) => row.includes('"account.changed"'))).toBe(true);
    expect(complaints).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('G12, G18 the menu and the box of purposes are fit for all', async () => {
    const { page } = await openFor(await admit(server, 'tine', ['traffic-controller']));
    await page.locator('.who__button').click();
    await lookAt(page, 'menu');
    await page.getByRole('button', { name: 'Purpose, break glass' }).click();
    await page.locator('dialog').waitFor(patience);
    await lookAt(page, 'purpose');
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.className')).toBe('who__button');
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
