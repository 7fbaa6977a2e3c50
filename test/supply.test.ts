import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const file = (name: string): string => readFileSync(resolve(import.meta.dirname, '..', name), 'utf8');

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}
const { packages } = JSON.parse(file('package-lock.json')) as { packages: Record<string, Locked> };
const installed = Object.entries(packages).filter(([path]) => path !== '');

test('checklist H17: every package is locked to one version by a hash of its content', () => {
  expect(installed.length).toBeGreaterThan(100);
  for (const [path, { version, integrity }] of installed)
    expect([path, version, integrity]).toEqual([
      path,
      expect.stringMatching(/^\d+\.\d+\.\d+/),
      expect.stringMatching(/^sha512-/),
    ]);
});

test('checklist H17: nothing that is installed runs a script meanwhile, and the server needs no such script', () => {
  const scripted = installed.filter(([, { hasInstallScript, dev }]) => hasInstallScript && !dev);
  expect(scripted.map(([path]) => path)).toEqual([]);
  for (const name of ['.ci/run', 'Dockerfile']) {
    const calls = file(name).match(/npm (ci|install|i)\b[^\n]*/g) ?? [];
    expect([
      name,
      calls.filter((call) => !/^npm ci' npm ci --ignore-scripts|^npm ci --ignore-scripts/.test(call)),
    ]).toEqual([name, []]);
    expect(calls.length).toBeGreaterThan(0);
  }
});

test('checklist H17: what is asked for is a release of the registry, never a branch or an address', () => {
  const { dependencies, devDependencies } = JSON.parse(file('package.json')) as Record<
    string,
    Record<string, string>
  >;
  for (const [name, range] of Object.entries({ ...dependencies, ...devDependencies }))
    expect([name, range]).toEqual([name, expect.stringMatching(/^[~^]?\d+(\.\d+){0,2}(-[\w.]+)?$/)]);
});
