import { fileURLToPath } from 'node:url';

interface AnySource {
  readonly name: string | null;
  /** `recorded`: the times that come with its lines are right, and count as the times of the messages. */
  readonly time: 'received' | 'recorded';
}

/** One receiver of HW_SOURCES that this server pulls from or listens to. */
export type SourceSpec =
  | (AnySource & { readonly kind: 'tcp'; readonly host: string; readonly port: number })
  | (AnySource & { readonly kind: 'udp'; readonly host: string; readonly port: number })
  | (AnySource & {
      readonly kind: 'file';
      readonly path: string;
      /** Multiple of the pace recorded in the lines' TAG block times; null: as fast as possible. */
      readonly speed: number | null;
      readonly linesPerSecond: number | null;
    });

const knownOptions: Record<string, readonly string[]> = {
  'tcp:': ['name', 'time'],
  'udp:': ['name', 'time'],
  'file:': ['name', 'time', 'speed', 'linesPerSecond'],
};

function parseSource(entry: string): SourceSpec {
  // a URL may hold a password
  const shown = entry.replace(/\/\/[^/]*@/, '//***@');
  const wrong = (what: string): Error => new Error(`HW_SOURCES: '${shown}': ${what}`);
  if (!URL.canParse(entry)) throw wrong('not a URL such as tcp://10.0.3.7:10110?name=kallo');
  const url = new URL(entry);
  const options = knownOptions[url.protocol];
  if (!options) throw wrong(`'${url.protocol.slice(0, -1)}' is not one of tcp, udp, file`);
  for (const option of url.searchParams.keys()) {
    if (!options.includes(option)) throw wrong(`'${option}' is not an option; known: ${options.join(', ')}`);
  }
  const name = url.searchParams.get('name');
  if (name !== null && !/^[\w.:/-]{1,64}$/.test(name)) {
    throw wrong('name must be 1 to 64 letters, digits or any of . _ : / -');
  }
  const time = url.searchParams.get('time') ?? 'received';
  if (time !== 'received' && time !== 'recorded') throw wrong('time must be received or recorded');
  if (url.protocol === 'file:') {
    const positive = (option: string): number | null => {
      const text = url.searchParams.get(option);
      if (text === null || (option === 'speed' && text === 'max')) return null;
      const value = Number(text);
      if (!(value > 0 && value <= 1e6)) throw wrong(`${option} must be a number above 0`);
      return value;
    };
    if (url.host !== '') throw wrong('a file needs three slashes, e.g. file:///var/log/ais.nmea');
    if (/%(?![\da-f]{2})|%2f|%00/i.test(url.pathname))
      throw wrong('the path has a % that stands for no character');
    if (url.pathname === '/') throw wrong('the path of the file is missing');
    const speed = positive('speed');
    const linesPerSecond = positive('linesPerSecond');
    if (speed !== null && linesPerSecond !== null) throw wrong('give speed or linesPerSecond, not both');
    return { kind: 'file', path: fileURLToPath(`file://${url.pathname}`), name, time, speed, linesPerSecond };
  }
  if (url.hostname === '') throw wrong('the host is missing');
  if (url.port === '') throw wrong('the port is missing');
  if (url.pathname !== '' && url.pathname !== '/')
    throw wrong(`'${url.pathname}' behind the port has no meaning`);
  if (url.username !== '' || url.password !== '') throw wrong('user and password have no meaning');
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return { kind: url.protocol === 'tcp:' ? 'tcp' : 'udp', host, port: Number(url.port), name, time };
}

/**
 * Reads HW_SOURCES: a comma list of `tcp://host:port`, `udp://host:port` and `file:///path`, each with `?name=` and `?time=`.
 * @throws Error that names the entry and what is wrong with it; two sources with one name are wrong too
 */
export function parseSources(text: string): SourceSpec[] {
  const entries = text.split(',').map((entry) => entry.trim());
  const sources = entries.filter((entry) => entry !== '').map(parseSource);
  const names = sources.flatMap(({ name }) => name ?? []);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw new Error(`HW_SOURCES: the name '${twice}' is given to two sources`);
  return sources;
}
