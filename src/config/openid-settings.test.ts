import { expect, test } from 'vitest';
import { readSettings } from './settings.ts';

const good = {
  HW_OIDC_ISSUER: 'https://id.port.example/realms/port',
  HW_OIDC_CLIENT_ID: 'havenwacht',
  HW_OIDC_CLIENT_SECRET: 'hush',
  HW_OIDC_ROLES: 'watch=port:traffic-controller, cn=chief=port:harbourmaster,',
  HW_PUBLIC_URL: 'https://watch.port.example',
};

test('X9 a provider needs its client, roles and the public URL; each that is missing is named', () => {
  expect(readSettings(good).oidcRoles).toEqual([
    { value: 'watch', organisation: 'port', role: 'traffic-controller' },
    { value: 'cn=chief', organisation: 'port', role: 'harbourmaster' },
  ]);
  for (const name of Object.keys(good).slice(1))
    expect(() => readSettings({ ...good, [name]: '' })).toThrow(`HW_OIDC_ISSUER is set, but not ${name}`);
  for (const name of ['HW_OIDC_CLIENT_ID', 'HW_OIDC_CLIENT_SECRET', 'HW_OIDC_ROLES'] as const)
    expect(() => readSettings({ [name]: good[name] })).toThrow(`${name} is set, but not HW_OIDC_ISSUER`);
  expect(() => readSettings({ HW_OIDC_CLIENT_SECRET: 'hush' })).not.toThrow('hush');
});

test.each([
  ['HW_OIDC_ISSUER', 'http://id.port.example', 'http on loopback only'],
  ['HW_OIDC_ISSUER', 'https://id.port.example/?a=1', 'as the provider writes it'],
  ['HW_OIDC_ISSUER', 'id.port.example', 'is not accepted'],
  ['HW_OIDC_ROLES', 'watch', "'watch': is not value=organisation:role"],
  ['HW_OIDC_ROLES', 'watch=port', "'watch=port': is not value=organisation:role"],
  ['HW_OIDC_ROLES', 'watch=port:captain', '"captain" is no role; there are harbourmaster,'],
  ['HW_OIDC_SCOPE', 'profile', 'openid among them'],
])('X9 %s=%s is refused', (name, value, fault) => {
  expect(() => readSettings({ ...good, [name]: value })).toThrow(fault);
});

test.each(['http://127.0.0.1:9000', 'http://[::1]:9000', 'http://localhost:9000'])(
  'X9 the issuer %s is on this machine',
  (issuer) => {
    expect(readSettings({ ...good, HW_OIDC_ISSUER: issuer }).oidcIssuer).toBe(issuer);
  },
);
