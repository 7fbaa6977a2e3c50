import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { isDebianArchive, mirrorsIn } from './services/host/mirror.ts';
import { isRunning, startDetached, stopProcess } from './services/host/process.ts';
import { foundOrRequired } from './services/needs.ts';

describe('the Debian mirror of this machine', () => {
  test('is read from both forms of apt sources', () => {
    const oneLine =
      '# deb http://commented.example/debian x main\ndeb [signed-by=/k arch=amd64] http://a.example/debian bookworm main\n';
    const deb822 =
      'Types: deb\n# http://old.example/debian\nURIs: http://b.example/debian https://c.example/x\nSuites: bookworm\n';
    expect(mirrorsIn(oneLine)).toEqual(['http://a.example/debian']);
    expect(mirrorsIn(deb822)).toEqual(['http://b.example/debian', 'https://c.example/x']);
  });

  test('is the main archive, not security updates or a vendor', () => {
    expect(isDebianArchive('http://deb.debian.org/debian')).toBe(true);
    expect(isDebianArchive('https://mirror.example/cache/debian/')).toBe(true);
    expect(isDebianArchive('http://deb.debian.org/debian-security')).toBe(false);
    expect(isDebianArchive('http://archive.ubuntu.com/ubuntu')).toBe(false);
    expect(isDebianArchive('mirror+file:/etc/apt/mirrors/debian.list')).toBe(false);
  });
});

describe('a process that services:stop may end', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hw-process-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is exactly the one that was recorded', async () => {
    const started = startDetached('sleep', ['60'], join(folder, 'log'));
    try {
      expect(isRunning(started)).toBe(true);
      const sameNumberLater = { ...started, startTicks: `${started.startTicks}1` };
      const otherBoot = { ...started, bootId: 'another' };
      expect(isRunning(sameNumberLater)).toBe(false);
      expect(await stopProcess(sameNumberLater, 'SIGTERM')).toBe('was not running');
      expect(await stopProcess(otherBoot, 'SIGTERM')).toBe('was not running');
      expect(isRunning(started)).toBe(true);
    } finally {
      expect(await stopProcess(started, 'SIGTERM')).toBe('stopped');
    }
    expect(isRunning(started)).toBe(false);
  });

  test('that cannot start is refused by name', () => {
    const start = () => startDetached('/absent/program', [], join(folder, 'log'));
    expect(start).toThrow(/\/absent\/program did not start/);
  });
});

describe('HW_TEST_SERVICES', () => {
  beforeEach(() => vi.unstubAllEnvs());
  afterEach(() => vi.unstubAllEnvs());
  const missing = { found: null, absent: '', how: 'start it with "npm run services".' };

  test('unset: what is missing may be skipped', () => {
    vi.stubEnv('HW_TEST_SERVICES', undefined);
    expect(foundOrRequired(missing)).toBeNull();
  });

  test('required: what is missing fails with the remedy, what is there is used', () => {
    vi.stubEnv('HW_TEST_SERVICES', 'required');
    expect(() => foundOrRequired(missing)).toThrow(/start it with "npm run services"/);
    expect(foundOrRequired({ ...missing, found: 'here' })).toBe('here');
  });
});
