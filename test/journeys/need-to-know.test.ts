import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWithChromium } from '../services/chromium.ts';
import { launch, openPage, patience, screenshot, signIn } from './browser.ts';
import { type Door, startDoor } from './door.ts';
import type { Person } from './doorkeeper.ts';
import { buildConsole, type RunningServer, startServer } from './server.ts';

describeWithChromium('what is shown to whom', (executablePath) => {
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

  async function openFor(
    username: string,
    more: Partial<Person> = {},
  ): Promise<{ page: Page; complaints: string[] }> {
    const { password } = door.keeper.people.get(username) ?? door.keeper.admitMaster(username, more);
    const opened = await openPage(browser, door.url);
    await signIn(opened.page, username, password ?? '');
    await opened.page.locator('[data-account]').waitFor(patience);
    return opened;
  }

  test('G10, G11 who may only look is offered nothing more, and is told once that cargo is not shown', async () => {
    const { page, complaints } = await openFor('tom', {
      roles: ['terminal-operator'],
      may: ['picture.read', 'alerts.read', 'zones.read'],
      sees: [],
    });
    await page.locator('[data-alert]').first().waitFor(patience);
    await page.keyboard.press('j');
    await page.keyboard.press('s');
    await page.keyboard.press('a');
    expect(await page.locator('.alert__ack, [data-action], form.aside').count()).toBe(0);
    expect(await page.locator('[data-hazard], .receivers').count()).toBe(0);
    await page.keyboard.press('Enter');
    await page.locator('.vessel[data-mmsi]').waitFor(patience);
    expect(await page.locator('[data-undisclosed]').count()).toBe(1);
    expect(await page.locator('[data-hazard-state], [data-declarations]').count()).toBe(0);
    await page.locator('.map[data-ready="true"]').waitFor(patience);
    await screenshot(page, 'undisclosed-night');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('G9, G12 glass is broken for a reason and a time, shouted across the page, and mended again', async () => {
    const { page, complaints } = await openFor('ria', { sees: ['eni'] });
    const menu = page.locator('.who__button');
    expect(await menu.textContent()).toContain('Port of Antwerp · Duty');
    await menu.click();
    expect(await page.locator('.who__menu').textContent()).toContain('Harbourmaster');
    await screenshot(page, 'menu-night');
    await page.getByRole('button', { name: 'Purpose, break glass' }).click();
    await page.locator('input[name="reason"]').fill('fire on the tanker at berth 869');
    await page.locator('input[name="minutes"][value="15"]').check();
    await screenshot(page, 'break-glass-night');
    await page.getByRole('button', { name: 'Break glass' }).click();
    const band = page.locator('[data-glass="ria"]');
    await band.waitFor(patience);
    expect(await band.textContent()).toMatch(
      /ria .* until \d\d:\d\d UTC.*fire on the tanker at berth 869.*1[45]m \d\ds left/,
    );
    await page.locator('[data-hazard]').first().waitFor(patience);
    await page.locator('.map[data-ready="true"]').waitFor(patience);
    await screenshot(page, 'glass-night');
    await page.keyboard.press('t');
    await screenshot(page, 'glass-day');
    await page.getByRole('button', { name: 'End it now' }).click();
    await band.waitFor({ state: 'detached' });
    await expect.poll(() => page.locator('[data-hazard]').count(), patience).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('G9, G13 the own account: a new password, a second factor, and sessions that end', async () => {
    const { page } = await openFor('ward');
    const elsewhere = await openFor('ward');
    await page.locator('.who__button').click();
    await page.getByRole('button', { name: 'Own account' }).click();
    await expect.poll(() => page.locator('[data-session]').count(), patience).toBe(2);
    await screenshot(page, 'account-night');
    await page.locator('input[name="current"]').fill('not mine');
    await page.locator('input[name="password"]').fill('other words than before');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.field__fault').textContent(), patience).toContain('wrong');
    await page.locator('input[name="current"]').fill('four words of mine');
    await page.keyboard.press('Enter');
    await page.getByText('The password is set').waitFor(patience);
    await page.getByRole('button', { name: 'End', exact: true }).click();
    await expect.poll(() => page.locator('[data-session]').count(), patience).toBe(1);
    expect(door.keeper.people.get('ward')?.password).toBe('other words than before');
    door.cutOff(4401);
    await elsewhere.page.locator('[data-ended="ward"]').waitFor(patience);
    expect(await page.locator('[data-ended]').count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.locator('.who__button').click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.locator('.gate[data-step="out"]').waitFor(patience);
    await page.context().close();
    await elsewhere.page.context().close();
  });

  test('G14 the security level is in sight, and raised by who may', async () => {
    const { page } = await openFor('hm');
    const badge = page.locator('[data-security-level]');
    await badge.waitFor(patience);
    expect(await badge.getAttribute('data-security-level')).toBe('1');
    await badge.click();
    await page.getByLabel('3: exceptional').check();
    await page.locator('dialog input[name="reason"]').fill('threat against the Deurganck dock');
    await page.keyboard.press('Enter');
    await expect.poll(() => badge.getAttribute('data-security-level'), patience).toBe('3');
    await screenshot(page, 'level-night');
    await badge.click();
    expect(await page.locator('dialog').textContent()).toContain(
      'set by hm: threat against the Deurganck dock',
    );
    await page.context().close();
    const looker = await openFor('tc', { may: ['picture.read', 'alerts.read', 'zones.read'] });
    await looker.page.locator('[data-security-level="3"]').click();
    expect(await looker.page.locator('dialog form').count()).toBe(0);
    await looker.page.context().close();
  });
});
