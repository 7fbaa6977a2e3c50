import { expect, test } from 'vitest';
import { publicOrigin, readSettings } from './settings.ts';

const tls = { HW_TLS_CERT: '/tls/cert.pem', HW_TLS_KEY: '/tls/key.pem' };
const receivers = { HW_NMEA_TLS: '0.0.0.0:10112', HW_NMEA_TLS_CA: '/tls/ca.pem' };

test('P4 X10 with a certificate the server may listen beyond loopback, and is found at https', () => {
  const settings = readSettings({ HOST: '192.0.2.7', ...tls });
  expect(publicOrigin(settings, 8443)).toBe('https://192.0.2.7:8443');
  const url = 'https://watch.port.example';
  expect(publicOrigin(readSettings({ ...tls, HW_PUBLIC_URL: url }), 8443)).toBe(url);
});

test.each([
  [{ HW_TLS_CERT: 'c' }, 'HW_TLS_CERT and HW_TLS_KEY belong together'],
  [{ HW_TLS_KEY: 'k' }, 'HW_TLS_CERT and HW_TLS_KEY belong together'],
  [{ ...tls, HW_PUBLIC_URL: 'http://watch.port.example' }, 'is not https, but HW_TLS_CERT is set'],
  [{ ...receivers, HW_NMEA_TLS_CERT: 'c' }, 'HW_NMEA_TLS_CERT and HW_NMEA_TLS_KEY belong together'],
  [receivers, 'neither HW_NMEA_TLS_CERT nor HW_TLS_CERT'],
  [{ ...tls, HW_NMEA_TLS: '0.0.0.0:10112' }, 'not HW_NMEA_TLS_CA'],
])('X10 X13 %j is refused', (env, fault) => {
  expect(() => readSettings(env)).toThrow(fault);
});

test('X13 receivers may be shown the certificate of HTTP', () => {
  expect(readSettings({ ...tls, ...receivers }).nmeaTls).toEqual({ host: '0.0.0.0', port: 10112 });
});
