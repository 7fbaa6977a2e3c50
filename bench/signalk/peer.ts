import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../test/stores/free-port.ts';
import { type Measured, measured } from './measured.ts';

/** Where the peer is kept between runs: it is no dependency of this project. */
const folder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'havenwacht', 'signalk');
const program = join(folder, 'node_modules/signalk-server/bin/signalk-server');

/** Installs the Signal K server as npm has it for this Node, once. @returns its version */
export async function install(): Promise<string> {
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    process.stderr.write('signalk: installing signalk-server\n');
    const flags = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
    await promisify(execFile)('npm', ['install', 'signalk-server', ...flags], { cwd: folder });
  }
  const about = readFileSync(join(folder, 'node_modules/signalk-server/package.json'), 'utf8');
  return (JSON.parse(about) as { version: string }).version;
}

/** Its server with one source, NMEA 0183 over TCP, and nothing else switched on. */
export async function startPeer(nmeaPort: number): Promise<Measured> {
  const own = mkdtempSync(join(tmpdir(), 'signalk-'));
  const subOptions = { type: 'tcp', host: '127.0.0.1', port: String(nmeaPort), validateChecksum: true };
  const options = { logging: false, type: 'NMEA0183', subOptions };
  const off = { plugins: false, appstore: false, tcp: false, 'nmea-tcp': false, logfiles: false };
  const source = { id: 'ais', enabled: true, pipeElements: [{ type: 'providers/simple', options }] };
  const settings = { interfaces: off, ssl: false, mdns: false, pipedProviders: [source] };
  writeFileSync(join(own, 'settings.json'), JSON.stringify(settings));
  writeFileSync(join(own, 'package.json'), '{ "dependencies": {} }');
  const port = await freePort();
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [program], {
    env: { PATH, HOME, PORT: String(port), SIGNALK_NODE_CONFIG_DIR: own, NODE_ENV: 'production' },
    stdio: 'ignore',
  });
  const base = `http://127.0.0.1:${port}/signalk/v1/api/vessels`;
  return measured(child.pid ?? 0, {
    has: async (mmsi) => {
      const answer = await fetch(`${base}/urn:mrn:imo:mmsi:${mmsi}`).catch(() => null);
      await answer?.arrayBuffer();
      return answer?.status === 200;
    },
    vessels: async () => Object.keys((await (await fetch(base)).json()) as object).length,
    async stop() {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      rmSync(own, { recursive: true });
    },
  });
}
