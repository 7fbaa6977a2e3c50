import { expect, test } from 'vitest';
import { table } from '../../src/config/settings-table.ts';
import { startServer } from '../journeys/server.ts';
import { until } from '../receiving.ts';
import { askToSignIn, testPassword } from '../sign-in.ts';
import { freePort } from '../stores/free-port.ts';
import { ask, upgrade } from './ask.ts';

const canary = (name: string): string => `canary-${name}-5e1f0c`;
/** A port that nobody listens on: every call of a secret fails, and failures are what is logged. */
const nowhere = '127.0.0.1:9';

/** A value with a canary in it for every setting that is secret. */
const secrets: Record<string, string> = {
  DATABASE_URL: `postgres://hw:${canary('database')}@${nowhere}/hw`,
  REDIS_URL: `redis://:${canary('redis')}@${nowhere}`,
  HW_WEBHOOKS: `ops=http://${nowhere}/${canary('hook')}?key=${canary('hook-key')}`,
  HW_WEBHOOK_SECRET: canary('webhook-secret'),
  HW_SMTP_URL: `smtp://hw:${canary('smtp')}@${nowhere}`,
  HW_MQTT_URL: `mqtt://hw:${canary('mqtt')}@${nowhere}`,
  HW_ADMIN_PASSWORD: testPassword,
  HW_OIDC_CLIENT_SECRET: canary('openid'),
};
const beside = {
  HW_WEBHOOK_PRIVATE: 'yes',
  HW_MAIL_FROM: 'watch@port.example',
  HW_MAIL_TO: 'duty@port.example',
  HW_OIDC_ISSUER: `http://${nowhere}`,
  HW_OIDC_CLIENT_ID: 'havenwacht',
  HW_OIDC_ROLES: 'watch=port:traffic-controller',
  LOG_LEVEL: 'trace',
  HW_DEMO: 'on',
};

test('checklist H16: every setting that is secret has a canary here', () => {
  const secret = Object.values(table).flatMap((row) => ('secret' in row && row.secret ? [row.variable] : []));
  expect(Object.keys(secrets).sort()).toEqual(secret.sort());
});

test('checklist H16: no secret of a setting, a person, a session or a program is in the log, whatever fails', async () => {
  // a provider sends people back to a public URL
  const port = String(await freePort());
  const own = { PORT: port, HW_PUBLIC_URL: `http://127.0.0.1:${port}` };
  const server = await startServer({ env: { ...secrets, ...beside, ...own } });
  const { url, headers } = server;
  const typed = canary('typed');
  await askToSignIn(url, 'admin', typed);
  await ask(url, '/api/v1/session/link', { method: 'POST', body: { token: typed } });
  await ask(url, '/api/v1/session/code', { method: 'POST', headers, body: { code: typed } });
  await ask(url, '/api/v1/session', {
    method: 'POST',
    body: { username: typed, password: typed, [typed]: 1 },
  });
  await ask(url, `/api/v1/live?token=${typed}`, {
    headers: { ...upgrade, authorization: `Bearer ${typed}` },
  });
  await ask(url, `/api/v1/vessels?key=${typed}`, { headers: { cookie: `havenwacht=${typed}` } });
  const made = await ask(url, '/api/v1/keys', {
    ...{ method: 'POST', headers },
    body: { name: 'robot', organisation: 'port', roles: ['receiver'] },
  });
  const { key } = JSON.parse(made.body) as { key: string };
  await ask(url, '/api/v1/vessels', { headers: { authorization: `Bearer ${key}` } });
  const begun = await ask(url, '/api/v1/session/second-factor', { method: 'POST', headers });
  const { secret } = JSON.parse(begun.body) as { secret: string };
  // alerts of the simulated traffic have been refused by webhook, mail and MQTT
  const degraded = async (): Promise<string> => (await ask(url, '/readyz')).body;
  await until(async () => /archive.*live.*channels/s.test(await degraded()));
  const shown = `${await degraded()}${(await ask(url, '/metrics', { headers })).body}`;
  await server.stop();

  const log = server.log.join('\n');
  expect(log).toContain('Havenwacht is on watch');
  for (const text of [log, shown]) {
    expect(text.match(/canary-[\w-]*/g)).toBeNull();
    for (const value of [testPassword, key, key.slice(-20), secret, headers.cookie?.split('=')[1] ?? ''])
      expect(text).not.toContain(value);
  }
});
