import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const read = (path: string): string => readFileSync(resolve(import.meta.dirname, '..', path), 'utf8');

/** The services of a compose file: name → its lines. Enough for files that indent by two, as ours do. */
function servicesOf(compose: string): Map<string, string[]> {
  const services = new Map<string, string[]>();
  let section = '';
  let service = '';
  for (const line of compose.split('\n').filter((text) => !/^\s*(#|$)/.test(text))) {
    const name = /^ {2}([\w-]+):$/.exec(line)?.[1];
    if (/^\w/.test(line)) section = line;
    else if (section !== 'services:') continue;
    else if (name === undefined) services.get(service)?.push(line.trim());
    else {
      service = name;
      services.set(service, []);
    }
  }
  return services;
}

/** What an operator would regret in a compose file. */
function faults(compose: string): string[] {
  return [...servicesOf(compose)].flatMap(([name, lines]) => {
    const image = lines.find((line) => line.startsWith('image:')) ?? 'no image';
    const published = lines.filter(
      (line) => /^- "?(\d+\.|\d+:|\[|\$\{\w*PORT|0)/.test(line) && /:\d+/.test(line),
    );
    const secrets = lines.filter(
      (line) => /^\w*(PASSWORD|_URL):/.test(line) && /PASSWORD:|:\/\/[^/]*@/.test(line),
    );
    return [
      ...(/:v?\d+\.\d+\.\d+(-[\w.]+)?$/.test(image) ? [] : [`${name}: ${image} is not pinned`]),
      ...(lines.includes('healthcheck:') ? [] : [`${name}: no health check`]),
      ...published
        .filter((line) => !line.startsWith('- "127.0.0.1:'))
        .map((line) => `${name}: ${line} is not loopback`),
      ...secrets
        .filter((line) => !/(: |:)\$\{\w+_PASSWORD:(\?[^}]+|-)\}(@|$)/.test(line))
        .map((line) => `${name}: ${line.split(':')[0]} has a password of its own`),
    ];
  });
}

describe.each(['docker-compose.yml', 'test/services/compose.yml'])('%s', (path) => {
  test('pins its images, checks health, publishes on loopback and knows no password', () => {
    expect(faults(read(path))).toEqual([]);
  });

  test('has Redis and TimescaleDB, each with a required password', () => {
    const services = servicesOf(read(path));
    const text = (name: string): string => services.get(name)?.join('\n') ?? '';
    expect(text('redis')).toMatch(/image: redis:[\s\S]*REDIS_PASSWORD: \$\{REDIS_PASSWORD:\?/);
    expect(text('redis')).toMatch(/--requirepass/);
    expect(text('timescaledb')).toMatch(/image: timescale[\s\S]*POSTGRES_PASSWORD: \$\{POSTGRES_PASSWORD:\?/);
  });
});

test('each fault is found', () => {
  const planted = [
    'services:',
    '  app:',
    '    image: app:latest',
    '    ports:',
    '      - "8080:8080"',
    '      - "0.0.0.0:10110:10110/udp"',
    '    environment:',
    '      REDIS_URL: redis://:secret@redis:6379',
    '      A_PASSWORD: secret',
    `      B_PASSWORD: ${'$'}{B_PASSWORD:-secret}`,
  ].join('\n');
  expect(faults(planted)).toHaveLength(7);
});

test('the server waits for healthy stores, restarts, keeps its data and listens for receivers on both transports', () => {
  const server = servicesOf(read('docker-compose.yml')).get('havenwacht')?.join('\n') ?? '';
  expect(server.match(/condition: service_healthy/g)).toHaveLength(2);
  expect(server).toContain('restart: unless-stopped');
  expect(server).toContain('- data:/var/lib/havenwacht');
  for (const port of ['8080:8080', '10110:10110/tcp', '10110:10110/udp']) {
    expect(server).toContain(`- "127.0.0.1:${port}"`);
  }
});

test('receivers are allowed from the gateway of the network that the file itself fixes', () => {
  const compose = read('docker-compose.yml');
  const gateway = /gateway: (\S+)/.exec(compose)?.[1];
  expect(gateway).toBeDefined();
  expect(compose).toContain(`HW_RECEIVERS_ALLOW: 127.0.0.0/8,${gateway}/32`);
});

test('both compose files use the same images', () => {
  const images = (path: string) => [
    ...new Set([...read(path).matchAll(/image: ((?:redis|timescale)\S+)/g)].map((m) => m[1])),
  ];
  expect(images('docker-compose.yml')).toHaveLength(2);
  expect(images('docker-compose.yml')).toEqual(images('test/services/compose.yml'));
});

test('the image is built from a pinned base, runs without root and asks for its health', () => {
  const dockerfile = read('Dockerfile');
  const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map((m) => m[1]);
  expect(bases).toHaveLength(2);
  for (const base of bases) expect(base).toMatch(/^node:24\.\d+\.\d+-bookworm-slim$/);
  const last = dockerfile.slice(dockerfile.lastIndexOf('FROM '));
  expect(last).toMatch(/^USER node$/m);
  expect(last).toMatch(/^HEALTHCHECK .*\n.*\/healthz/m);
  expect(last).toMatch(/^VOLUME \/var\/lib\/havenwacht$/m);
});
