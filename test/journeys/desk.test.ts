import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AuditEntry } from '../../src/model/access.ts';
import { describeWithChromium } from '../services/chromium.ts';
import { faultsOf } from './axe.ts';
import { launch, openPage, patience, screenshot, signIn } from './browser.ts';
import { type Door, startDoor } from './door.ts';
import { firstCode } from './door-routes.ts';
import { buildConsole, type RunningServer, startServer } from './server.ts';

const entry = (seq: number, given: Partial<AuditEntry> = {}): AuditEntry => ({
  seq,
  at: new Date(Date.UTC(2026, 10, 25, 6, 0, seq)).toISOString(),
  action: 'alert.acknowledged',
  actor: { id: 'account/an', name: 'an', organisation: 'port' },
  address: '10.0.0.7',
  purpose: 'duty',
  object: `alert/a-${seq}`,
  outcome: 'done',
  detail: {},
  hash: 'a'.repeat(64),
  ...given,
});

describeWithChromium('pages of administrators and auditors', (executablePath) => {
  let server: RunningServer;
  let browser: Browser;
  let door: Door;

  beforeAll(async () => {
    await buildConsole();
    server = await startServer();
    door = await startDoor(server);
    browser = await launch(executablePath);
  });
  afterAll(async () => {
    await browser?.close();
    await door?.close();
    await server?.stop();
  });

  beforeEach(() => {
    faults = [];
  });

  const password = 'four words of mine';
  async function openFor(username: string): Promise<{ page: Page; complaints: string[] }> {
    const opened = await openPage(browser, door.url);
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
    door.keeper.admitMaster('ada', {
      roles: ['administrator'],
      may: ['accounts.manage', 'keys.manage'],
      sees: [],
    });
    const { page, complaints } = await openFor('ada');
    await page.locator('[data-page="accounts"] [data-account-row="ada"]').waitFor(patience);
    expect(await page.locator('.map, .alerts, .search, [data-vessel-count]').count()).toBe(0);

    await page.getByText('Add account').click();
    await page.locator('input[name="new-username"]').fill('nele');
    await page.getByLabel('Traffic controller').check();
    await page.getByRole('button', { name: 'Add, and make the link' }).click();
    const secret = page.locator('.handover__secret');
    await expect.poll(() => secret.textContent(), patience).toContain('#link=token-nele');
    await page.locator('[data-account-row="nele"]').waitFor(patience);
    await lookAt(page, 'accounts');
    await page.locator('input[name="new-username"]').fill('nele');
    await page.getByRole('button', { name: 'Add, and make the link' }).click();
    await expect
      .poll(() => page.locator('.field__fault').textContent(), patience)
      .toContain("'nele' is taken");

    await page.getByRole('button', { name: 'Change: nele' }).click();
    await page.locator('dialog').getByLabel('Customs').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect
      .poll(() => page.locator('[data-account-row="nele"]').textContent(), patience)
      .toContain('Traffic controller, Customs');
    await lookAt(page, 'account-of-nele');
    await page.getByRole('button', { name: 'Disable' }).click();
    await page.getByRole('button', { name: 'Enable' }).waitFor(patience);
    await page.getByRole('button', { name: 'New link' }).click();
    await page.locator('dialog').waitFor({ state: 'detached' });

    await page.locator('.who__button').click();
    await page.getByRole('button', { name: 'Keys' }).click();
    await page.getByText('Make key').first().click();
    await page.locator('input[name="key-name"]').fill('mast-zandvliet');
    await page.getByLabel('Receiver').check();
    await page.getByRole('button', { name: 'Make key' }).click();
    await expect.poll(() => secret.textContent(), patience).toMatch(/^hw_1_s{32}$/);
    await lookAt(page, 'keys');
    await page.getByRole('button', { name: 'Put away' }).click();
    expect(await page.locator('body').textContent()).not.toContain('hw_1_');
    await page.getByRole('button', { name: 'Revoke: mast-zandvliet' }).click();
    expect(door.keeper.keys[0]?.revokedAt).toBeNull();
    await page.getByRole('button', { name: 'Revoke for good?: mast-zandvliet' }).click();
    await expect.poll(() => page.locator('[data-key-row]').textContent(), patience).toContain('revoked');
    // the name that was taken already
    expect(complaints.filter((text) => !/409|Conflict/.test(text))).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('G17 an auditor reads who did what, finds it, and takes it away', async () => {
    const glass = {
      action: 'glass.broken',
      detail: { reason: 'fire at berth 869', before: 'duty', minutes: 30 },
    };
    const zone = { before: { rules: [{ limitKn: 6 }] }, after: { rules: [{ limitKn: 8 }] } };
    for (let seq = 1; seq <= 1203; seq += 1) door.keeper.audit.push(entry(seq));
    door.keeper.audit.push(entry(1204, { ...glass, object: null, purpose: 'emergency' }));
    door.keeper.audit.push(entry(1205, { action: 'zone.changed', object: 'zone/lock-1', detail: zone }));
    const denied = { action: 'session.refused', actor: null, object: null, outcome: 'denied' } as const;
    door.keeper.audit.push(entry(1206, denied));
    door.keeper.admitMaster('otto', { roles: ['auditor'], may: ['audit.read'], sees: [] });
    const { page, complaints } = await openFor('otto');
    const lines = page.locator('[data-audit]');
    await lines.first().waitFor(patience);
    expect(await lines.first().textContent()).toContain('Somebody unknown');
    expect(await lines.first().textContent()).toContain('denied');
    await page.locator('[data-audit="1205"] summary').click();
    expect(await page.locator('[data-audit="1205"] tbody').textContent()).toBe('rules.0.limitKn68');
    await lookAt(page, 'audit');
    expect(await page.locator('[data-audit="1"]').count()).toBe(0);
    await page.getByRole('button', { name: 'Load earlier entries' }).click();
    await page.locator('input[name="find"]').fill('a-7 acknowledged');
    await expect.poll(() => page.locator('[data-audit="7"]').count(), patience).toBe(1);
    await page.locator('input[name="find"]').fill('broke glass');
    await expect.poll(() => lines.count(), patience).toBe(1);
    await page.locator('input[name="from"]').fill('2026-11-25');
    await page.locator('input[name="to"]').fill('2026-11-25');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export' }).click();
    expect(await readFile(await (await download).path(), 'utf8')).toBe(
      'from 2026-11-25T00:00:00.000Z to 2026-11-26T00:00:00.000Z\n',
    );
    expect(complaints).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('G18 every step of signing in and every box over the page is fit for all, by night and by day', async () => {
    const debts = ['password', 'second-factor'] as const;
    const fem = door.keeper.admitMaster('fem', { password: null, debts: [...debts] });
    door.keeper.links.set('first-of-fem', fem);
    const { page } = await openPage(browser, door.url);
    await page.locator('.gate[data-step="out"]').waitFor(patience);
    await lookAt(page, 'sign-in');
    await signIn(page, 'fem', 'not it');
    await page.locator('.field__fault').waitFor(patience);
    await lookAt(page, 'sign-in-refused');
    await page.goto('about:blank');
    await page.goto(`${door.url}/#link=first-of-fem`);
    await page.locator('.gate[data-step="password"]').waitFor(patience);
    await lookAt(page, 'password');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.locator('img.qr').waitFor(patience);
    await lookAt(page, 'second-factor');
    await page.keyboard.type(firstCode);
    await page.locator('.codes__list').waitFor(patience);
    await lookAt(page, 'recovery-codes');
    await page.getByLabel('I have kept them').check();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.locator('.who__button').waitFor(patience);
    for (const [name, box] of [
      ['Own account', 'account'],
      ['Purpose, break glass', 'purpose'],
    ] as const) {
      await page.locator('.who__button').click();
      await page.getByRole('button', { name }).click();
      await page.locator('dialog').waitFor(patience);
      await lookAt(page, box);
      await page.keyboard.press('Escape');
      await page.locator('dialog').waitFor({ state: 'detached' });
    }
    await page.locator('[data-security-level]').click();
    await lookAt(page, 'level');
    await page.keyboard.press('Escape');
    await page.locator('.who__button').click();
    await lookAt(page, 'menu');
    await page.keyboard.press('Escape');
    door.keeper.endAll();
    door.cutOff(4401);
    await page.locator('[data-ended="fem"]').waitFor(patience);
    await lookAt(page, 'ended');
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
