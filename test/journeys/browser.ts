import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

const artefacts = resolve(import.meta.dirname, '../artefacts');
/** No display, no sandbox (containers run as root), WebGL by software, and no calls home. */
const flags = [
  '--headless',
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
export const patience = { timeout: 90_000, interval: 250 };

export const launch = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: flags });

export interface OpenPage {
  readonly page: Page;
  /** Everything that the browser complained about. */
  readonly complaints: string[];
  /** With whom it spoke. */
  readonly hosts: Set<string>;
}

/**
 * Opens the page in a browser of its own, and keeps everything that the browser complains about; but for the answer
 * by which the page learns that nobody is signed in.
 */
export async function openPage(browser: Browser, url: string, address = url): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'en-GB' });
  const page = await context.newPage();
  const complaints: string[] = [];
  const hosts = new Set<string>();
  const isQuestion = (path: string): boolean => path.startsWith(`${url}/api/v1/session`);
  page.on('console', (message) => {
    if (message.type() === 'error' && !isQuestion(message.location().url))
      complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`page: ${error.message}`));
  page.on('request', (request) => {
    if (request.url().startsWith('http')) hosts.add(new URL(request.url()).host);
  });
  // A request that the page itself gave up (a track no longer wanted) is no failure.
  page.on('requestfailed', (request) => {
    const cause = request.failure()?.errorText ?? '';
    if (cause !== 'net::ERR_ABORTED') complaints.push(`request: ${request.url()} ${cause}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && !isQuestion(response.url()))
      complaints.push(`answer: ${response.status()} ${response.url()}`);
  });
  await page.goto(address);
  return { page, complaints, hosts };
}

/** Signs in with name and password, and waits for the console. */
export async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.locator('input[name="username"]').fill(username);
  await page.locator('input[name="password"]').fill(password);
  await page.keyboard.press('Enter');
}

export const numberOf = async (page: Page, selector: string, attribute: string): Promise<number> =>
  Number(await page.locator(selector).getAttribute(attribute));

/** Keeps what the page looks like, to be looked at by people. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(artefacts, { recursive: true });
  await page.screenshot({ path: join(artefacts, `console-${name}.png`) });
}
