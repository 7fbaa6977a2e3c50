import { TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { VesselCollection } from '../../src/protocol/vessel.ts';
import { describeWithChromium } from '../services/chromium.ts';
import { faultsOf } from './axe.ts';
import { launch, numberOf, openPage, patience, screenshot, signIn } from './browser.ts';
import { admit, type Person } from './people.ts';
import { buildConsole, type RunningServer, startServer } from './server.ts';

describeWithChromium('what is shown to whom', (executablePath) => {
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

  async function openFor({ username, password }: Person): Promise<{ page: Page; complaints: string[] }> {
    const opened = await openPage(browser, server.url);
    await signIn(opened.page, username, password);
    await opened.page.locator('[data-account]').waitFor(patience);
    return opened;
  }
  /** A vessel under way that is in no zone of a terminal. */
  async function vesselElsewhere(): Promise<string | undefined> {
    const answer = await server.fetch('/api/v1/vessels?limit=500');
    const { features } = (await answer.json()) as VesselCollection;
    return features.find(
      ({ properties: v }) => v.class === 'inland' && !v.zones.some((zone) => zone.startsWith('t-')),
    )?.id;
  }

  test('G10, G11 who may only look is offered nothing more, and is told once that cargo is not shown', async () => {
    await expect.poll(vesselElsewhere, patience).toMatch(/^\d{9}$/);
    const { page, complaints } = await openFor(
      await admit(server, 'tom', ['terminal-operator'], 'basf-quays'),
    );
    await expect
      .poll(() => numberOf(page, '[data-vessel-count]', 'data-vessel-count'), patience)
      .toBeGreaterThan(5);
    await page.keyboard.press('j');
    await page.keyboard.press('s');
    await page.keyboard.press('a');
    expect(await page.locator('.alert__ack, [data-action], form.aside, .receivers').count()).toBe(0);
    await page.keyboard.press('/');
    await page.keyboard.type((await vesselElsewhere()) ?? '');
    await page.locator('[role="option"]').first().waitFor(patience);
    await page.keyboard.press('Enter');
    await page.locator('.vessel[data-mmsi]').waitFor(patience);
    expect(await page.locator('[data-undisclosed]').count()).toBe(1);
    expect(await page.locator('[data-hazard-state]').count()).toBe(0);
    await page.locator('.map[data-ready="true"]').waitFor(patience);
    await screenshot(page, 'undisclosed-night');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('G9, G12 glass is broken for a reason and a time, shouted across the page, and mended again', async () => {
    const ria = await admit(server, 'ria', ['police'], 'maritime-police');
    const { page, complaints } = await openFor(ria);
    const menu = page.locator('.who__button');
    await menu.click();
    const card = await page.locator('.who__menu p').textContent();
    for (const part of ['ria', 'Maritime police', 'Police', 'Purpose: Duty']) expect(card).toContain(part);
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
    await page.locator('.map[data-ready="true"]').waitFor(patience);
    await page.locator('[data-connection="live"]').waitFor(patience);
    await screenshot(page, 'glass-night');
    await page.keyboard.press('t');
    expect(await faultsOf(page)).toEqual([]);
    await screenshot(page, 'glass-day');
    await page.getByRole('button', { name: 'End it now' }).click();
    await band.waitFor({ state: 'detached' });
    expect(await page.locator('[data-purpose]').getAttribute('data-purpose')).toBe('duty');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('G14, G18 the security level is in sight, and raised by who may', async () => {
    const { page } = await openFor(await admit(server, 'hm', ['harbourmaster']));
    const badge = page.locator('[data-security-level]');
    await badge.waitFor(patience);
    expect(await badge.getAttribute('data-security-level')).toBe('1');
    await badge.click();
    await page.getByLabel('3: exceptional').check();
    await page.locator('dialog input[name="reason"]').fill('threat against the Deurganck dock');
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await expect.poll(() => badge.getAttribute('data-security-level'), patience).toBe('3');
    await screenshot(page, 'level-night');
    await page.context().close();
    const { page: looker } = await openFor(await admit(server, 'tc', ['traffic-controller']));
    await looker.locator('[data-security-level="3"]').click();
    const told = looker.locator('dialog');
    await expect
      .poll(() => told.textContent(), patience)
      .toContain('set by hm: threat against the Deurganck dock');
    expect(await looker.locator('dialog form').count()).toBe(0);
    await looker.context().close();
  });

  test('G9, G13, G18 the own account: a new password, a second factor, and sessions that end', async () => {
    const ward = await admit(server, 'ward', ['customs'], 'customs');
    const { page } = await openFor(ward);
    const elsewhere = await openFor(ward);
    await page.locator('.who__button').click();
    await page.getByRole('button', { name: 'Own account' }).click();
    const sessions = page.locator('[data-session]');
    await expect.poll(() => sessions.count(), patience).toBeGreaterThan(1);
    const before = await sessions.count();
    expect(await faultsOf(page)).toEqual([]);
    await screenshot(page, 'account-night');
    await page.getByRole('button', { name: 'End', exact: true }).first().click();
    await expect.poll(() => sessions.count(), patience).toBe(before - 1);
    await page.locator('input[name="current"]').fill('not mine');
    await page.locator('input[name="password"]').fill('other words than before');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.field__fault').textContent(), patience).toContain('wrong');
    await page.locator('input[name="current"]').fill(ward.password);
    await page.keyboard.press('Enter');
    await page.getByText('The password is set').waitFor(patience);
    await page.getByRole('button', { name: 'Set it up' }).click();
    await page.locator('img.qr').waitFor(patience);
    const secret = ((await page.locator('[data-secret]').textContent()) ?? '').replaceAll(' ', '');
    await page.locator('input[name="code"]').fill(new TOTP({ secret }).generate());
    await page.locator('.codes__list').waitFor(patience);
    await page.getByLabel('I have kept them').check();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('You have a second factor').waitFor(patience);
    await page.keyboard.press('Escape');
    await page.locator('.who__button').click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.locator('.gate[data-step="out"]').waitFor(patience);
    // the new password ended the other sessions
    await elsewhere.page.reload();
    await elsewhere.page.locator('.gate[data-step="out"]').waitFor(patience);
    await page.context().close();
    await elsewhere.page.context().close();
  });
});
