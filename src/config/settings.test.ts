import { describe, expect, test } from 'vitest';
import { demoWanted, publicOrigin, readSettings, settingsHelp, unknownSettings } from './settings.ts';
import { table } from './settings-table.ts';

const refusal = (env: Record<string, string>): string => {
  try {
    readSettings(env);
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  return 'accepted';
};

describe('settings', () => {
  test("P20 webhooks are named, need a secret, and http only within a network of one's own", () => {
    const secret = { HW_WEBHOOK_SECRET: 'sixteen letters!' };
    const hooks = 'ops=https://ops.example.org/a?key=1, fire@brigade=https://fire.example.org';
    expect(readSettings({ HW_WEBHOOKS: hooks, ...secret }).webhooks).toEqual([
      { name: 'ops', organisation: null, url: 'https://ops.example.org/a?key=1' },
      { name: 'fire', organisation: 'brigade', url: 'https://fire.example.org' },
    ]);
    expect(() => readSettings({ HW_WEBHOOKS: hooks })).toThrow('not HW_WEBHOOK_SECRET');
    expect(() => readSettings({ HW_WEBHOOK_SECRET: 'short' })).toThrow('at least 16 characters');
    const open = { HW_WEBHOOKS: 'ops=http://10.0.0.1/a', ...secret };
    expect(() => readSettings(open)).toThrow("'ops' is not https");
    expect(readSettings({ ...open, HW_WEBHOOK_PRIVATE: 'yes' }).webhooks).toHaveLength(1);
    for (const [bad, word] of [
      ['https://x.example.org', 'must begin with a name'],
      ['ops@=https://x.example.org', "'ops': must have the id of an organisation"],
      ['ops=ftp://x', "'ops': is no URL"],
      ['ops=nothing', "'ops': is no URL"],
      ['a=https://x.org,a=https://y.org', "'a' is given twice"],
    ] as const)
      expect(() => readSettings({ HW_WEBHOOKS: bad, ...secret })).toThrow(word);
    expect(() => readSettings({ HW_WEBHOOKS: 'ops=ftp://u:hush@x', ...secret })).not.toThrow('hush');
  });

  test('P21 mail needs a sender and readers, and topics are plain levels', () => {
    const mail = {
      HW_SMTP_URL: 'smtp://10.0.0.9',
      HW_MAIL_FROM: 'a@b.example',
      HW_MAIL_TO: 'c@d.example, e@f',
    };
    expect(readSettings(mail).mailTo).toEqual(['c@d.example', 'e@f']);
    expect(() => readSettings({ ...mail, HW_MAIL_TO: '' })).toThrow('not HW_MAIL_FROM and HW_MAIL_TO');
    expect(() => readSettings({ ...mail, HW_MAIL_TO: 'nobody' })).toThrow('HW_MAIL_TO="nobody"');
    expect(() => readSettings({ HW_MQTT_TOPIC: 'a/#' })).toThrow('HW_MQTT_TOPIC="a/#"');
    expect(() => readSettings({ HW_MQTT_URL: 'http://u:hush@x' })).toThrow(/HW_MQTT_URL="http:\/\/\*\*\*@x"/);
  });

  test('P1 an empty environment gives the documented defaults, and an empty variable counts as unset', () => {
    const standard = readSettings({});
    expect(standard).toEqual({
      auditAnchorFile: null,
      auditAnchorMinutes: 5,
      auditSyslog: null,
      host: '127.0.0.1',
      port: 8080,
      logLevel: 'info',
      dataDir: './data',
      databaseUrl: null,
      redisUrl: null,
      portFile: null,
      policyFile: null,
      adminPassword: null,
      secondFactor: 'required',
      nmeaTcp: { host: '127.0.0.1', port: 10110 },
      nmeaUdp: { host: '127.0.0.1', port: 10110 },
      sources: [],
      webhooks: [],
      webhookSecret: null,
      webhookPrivate: false,
      channelOrganisation: null,
      smtpUrl: null,
      mailFrom: null,
      mailTo: [],
      mailNextRole: [],
      mqttUrl: null,
      mqttTopic: 'havenwacht',
      receiversAllow: ['127.0.0.0/8', '::1/128'],
      publicUrl: null,
      retentionDays: 90,
      liveClients: 500,
      liveClientsPerUser: 5,
      liveIntervalMs: 1000,
      demo: 'auto',
      crosscheck: 0.01,
      escalation: {},
      nextRole: 'harbourmaster',
      insecureHttp: false,
      baseMap: null,
      tlsCert: null,
      tlsKey: null,
      nmeaTls: null,
      nmeaTlsCert: null,
      nmeaTlsKey: null,
      nmeaTlsCa: null,
      nmeaTlsCrl: null,
      oidcIssuer: null,
      oidcClientId: null,
      oidcClientSecret: null,
      oidcName: 'OpenID',
      oidcScope: 'openid profile',
      oidcClaim: 'groups',
      oidcRoles: [],
      oidcMfa: ['mfa'],
      trustProxy: [],
      requestsPerS: 100,
    });
    const empty = Object.fromEntries(Object.values(table).map((row) => [row.variable, ' ']));
    expect(readSettings(empty)).toEqual(standard);
  });

  test('P1 values are read into their types', () => {
    const s = readSettings({
      HOST: '::1',
      PORT: '0',
      HW_NMEA_TCP: '[::]:4001',
      HW_NMEA_UDP: 'off',
      HW_SOURCES: 'tcp://kallo:5000?name=kallo, file:///x.nmea ,',
      HW_RECEIVERS_ALLOW: '10.0.3.0/24, 10.1.1.7,fd00::/8',
      HW_PUBLIC_URL: 'https://watch.example/',
      HW_BASE_MAP: 'https://tile.example/{z}/{x}/{y}.png|© the makers',
      DATABASE_URL: 'postgres://hw:secret@db:5432/hw',
    });
    expect(s.nmeaTcp).toEqual({ host: '::', port: 4001 });
    expect(s.nmeaUdp).toBeNull();
    expect(s.sources.map(({ kind }) => kind)).toEqual(['tcp', 'file']);
    expect(s.receiversAllow).toEqual(['10.0.3.0/24', '10.1.1.7/32', 'fd00::/8']);
    expect(s.publicUrl).toBe('https://watch.example');
    expect(s.baseMap).toEqual({
      url: 'https://tile.example/{z}/{x}/{y}.png',
      attribution: '© the makers',
    });
    expect(s.databaseUrl).toBe('postgres://hw:secret@db:5432/hw');
  });

  test('P2 one error names every bad variable with its value and what is accepted', () => {
    const message = refusal({ PORT: '80800', HW_DEMO: 'maybe', LOG_LEVEL: 'loud', HW_NMEA_UDP: '10110' });
    expect(message).toContain('PORT="80800" is not accepted: expected a whole number from 0');
    expect(message).toContain('HW_DEMO="maybe" is not accepted: expected auto, on, off');
    expect(message).toContain('LOG_LEVEL="loud"');
    expect(message).toContain('HW_NMEA_UDP="10110" is not accepted: expected host:port');
    expect(message.split('\n')).toHaveLength(5);
  });

  test('P9 a bad source is named with what is wrong with it, beside the other bad variables', () => {
    const message = refusal({ HW_SOURCES: 'tcp://kallo', PORT: 'x' });
    expect(message).toContain("HW_SOURCES: 'tcp://kallo': the port is missing");
    expect(message).toContain('PORT="x"');
  });

  test.each([
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '0x50'],
    ['HOST', '127.0.0.256'],
    ['HOST', 'a b'],
    ['HW_NMEA_TCP', '::1:10110'],
    ['HW_NMEA_TCP', '127.0.0.1:65536'],
    ['HW_RECEIVERS_ALLOW', '10.0.0.0/33'],
    ['HW_RECEIVERS_ALLOW', '10.0.0/8'],
    ['HW_RECEIVERS_ALLOW', '10.0.0.0/8/8'],
    ['HW_RECEIVERS_ALLOW', '10.0.0.0/8,kallo'],
    ['HW_RECEIVERS_ALLOW', ','],
    ['HW_PUBLIC_URL', 'https://watch.example/console'],
    ['HW_PUBLIC_URL', 'watch.example'],
    ['HW_RETENTION_DAYS', '0'],
    ['HW_LIVE_INTERVAL_MS', '99'],
    ['HW_CROSSCHECK', '1.01'],
    ['HW_CROSSCHECK', '.1'],
    ['HW_ESCALATION', 'alarm'],
    ['HW_ESCALATION', 'alarm=30/20'],
    ['HW_ESCALATION', 'alarm=0/20'],
    ['HW_ESCALATION', 'alarm=30/120/300/900'],
    ['HW_ESCALATION', 'alarm=90000'],
    ['HW_ESCALATION', 'panic=30'],
    ['HW_ESCALATION', 'alarm=30,alarm=60'],
    ['HW_INSECURE_HTTP', 'true'],
    ['HW_TRUST_PROXY', '10.0.0.0/8'],
    ['HW_TRUST_PROXY', 'proxy.example'],
    ['HW_TRUST_PROXY', 'loopback'],
    ['REDIS_URL', 'http://127.0.0.1'],
    ['HW_BASE_MAP', 'https://tile.example/{z}/{x}/{y}.png'],
    ['HW_BASE_MAP', 'http://tile.example/{z}/{x}/{y}.png|x'],
    ['HW_BASE_MAP', 'https://tile.example/{z}/{x}.png|x'],
  ])('P2 %s=%s is refused', (variable, value) => {
    expect(refusal({ [variable]: value })).toContain(`${variable}="${value}" is not accepted`);
  });

  test('P22 HW_ESCALATION says what differs from the standard, by severity', () => {
    const { escalation } = readSettings({
      HW_ESCALATION: 'alarm=15/60/120, warning=off,caution=600',
    });
    expect(escalation).toEqual({
      alarm: [15, 60, 120],
      warning: [],
      caution: [600],
    });
  });

  test.each([
    ['DATABASE_URL', 'mysql://hw:se/cr@et@db/hw'],
    ['DATABASE_URL', 'postgres:/hw:se/cr@et@db/hw'],
    ['DATABASE_URL', 'hw:se/cr@et@db/hw'],
    ['DATABASE_URL', 'host=db password=se/cr@et'],
    ['DATABASE_URL', 'jdbc:db/hw?user=hw&password=se/cret&x=1'],
    ['REDIS_URL', 'http://:se/cr@et@redis'],
  ])('P3 the password in %s=%s is not shown', (variable, value) => {
    const message = refusal({ [variable]: value });
    expect(message).toContain(`${variable}="`);
    expect(message).not.toMatch(/se\/cr/);
    expect(message).not.toMatch(/cr@et/);
  });

  test.each(['0.0.0.0', '::', '192.168.1.4', 'watch.example'])(
    'P4 HOST=%s needs HW_INSECURE_HTTP',
    (host) => {
      expect(refusal({ HOST: host })).toMatch(/not encrypted.*HW_INSECURE_HTTP=yes/s);
      expect(readSettings({ HOST: host, HW_INSECURE_HTTP: 'yes' }).host).toBe(host);
    },
  );

  test.each(['127.0.0.1', '127.8.9.1', '::1', 'localhost'])('P4 HOST=%s is loopback', (host) => {
    expect(readSettings({ HOST: host }).insecureHttp).toBe(false);
  });

  test('P5 the demo runs until a source is configured', () => {
    const wanted = (env: Record<string, string>) => demoWanted(readSettings(env));
    expect(wanted({})).toBe(true);
    expect(wanted({ HW_NMEA_TCP: '127.0.0.1:10110' })).toBe(true);
    expect(wanted({ HW_SOURCES: 'tcp://kallo:5000' })).toBe(false);
    expect(wanted({ HW_NMEA_TCP: '0.0.0.0:10110' })).toBe(false);
    expect(wanted({ HW_NMEA_UDP: '127.0.0.1:10111' })).toBe(true);
    expect(wanted({ HW_NMEA_UDP: '0.0.0.0:10110' })).toBe(false);
    expect(wanted({ HW_NMEA_TCP: 'off' })).toBe(false);
    expect(wanted({ HW_DEMO: 'on', HW_SOURCES: 'tcp://kallo:5000' })).toBe(true);
    expect(wanted({ HW_DEMO: 'off' })).toBe(false);
    expect(refusal({ HW_DEMO: 'on', HW_NMEA_TCP: 'off' })).toContain('HW_NMEA_TCP is "off"');
  });

  test('P6 the help names every variable, what it accepts and its default', () => {
    const help = settingsHelp();
    for (const row of Object.values(table)) {
      expect(help).toContain(row.variable);
      expect(help).toContain(row.accepts);
    }
    expect(help).toContain('default 127.0.0.0/8,::1/128');
  });

  test('P7 misspelt HW_ variables are found', () => {
    expect(unknownSettings({ HW_NMEA_TPC: 'x', HW_DEMO: 'on', PATH: '/bin' })).toEqual(['HW_NMEA_TPC']);
  });

  test('P8 the public origin follows HOST and the port listened on', () => {
    expect(publicOrigin(readSettings({ PORT: '0' }), 4321)).toBe('http://127.0.0.1:4321');
    expect(publicOrigin(readSettings({ HOST: '::1' }), 8080)).toBe('http://[::1]:8080');
    expect(publicOrigin(readSettings({ HW_PUBLIC_URL: 'https://watch.example' }), 8080)).toBe(
      'https://watch.example',
    );
  });
});
