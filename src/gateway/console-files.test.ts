import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld } from '../../test/gateway-helpers.ts';

let dir: string;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'hw-console-'));
  await mkdir(join(dir, 'public', 'assets'), { recursive: true });
  writeFileSync(join(dir, 'public', 'index.html'), '<!doctype html><title>console</title>');
  writeFileSync(join(dir, 'public', 'assets', 'app-1a2b.js'), 'export {};');
  writeFileSync(join(dir, 'secret.txt'), 'secret');
});
afterEach(() => rmSync(dir, { recursive: true }));

test('H18 the page is asked for again each time, its hashed files never', async () => {
  const { app } = await createWorld({ consoleDir: join(dir, 'public') });
  const page = await app.inject('/');
  expect([page.statusCode, page.headers['cache-control']]).toEqual([200, 'no-cache']);
  expect(page.headers['content-type']).toContain('text/html');
  expect(page.headers['content-security-policy']).toContain("script-src 'self'");
  const script = await app.inject('/assets/app-1a2b.js');
  expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(script.headers['content-type']).toContain('javascript');
  await app.close();
});

test('H18 checklist H18: nothing outside the directory is served', async () => {
  const { app } = await createWorld({ consoleDir: join(dir, 'public') });
  for (const url of [
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/..%5csecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/',
    '/assets/%00',
  ]) {
    const answer = await app.inject(url);
    expect([url, answer.statusCode >= 400 && answer.statusCode < 500]).toEqual([url, true]);
    expect(answer.body).not.toBe('secret');
    expect(answer.headers['content-type']).toContain('application/problem+json');
  }
  await app.close();
});

test('H18 without a built console a page says how to build it', async () => {
  const { app } = await createWorld({ consoleDir: join(dir, 'nothing') });
  const page = await app.inject('/');
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('npm run build');
  await app.close();
});
