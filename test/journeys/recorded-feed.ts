import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { toSentences } from '../../src/ais/sentences.ts';
import { tagBlock } from '../sentences.ts';

/** A receiver whose server comes to it, with reports that carry their own times: `HW_SOURCES` gets `source`. */
export interface RecordedFeed {
  readonly source: string;
  /** Reports sent so far: the next has this number. */
  readonly sent: number;
  /** Vessel and second of a report. */
  keyOf(number: number): string;
  /** Sends the next `count` reports, as fast as the server takes them; those behind the end of its connection are not sent. */
  send(count: number): Promise<void>;
  close(): Promise<void>;
}

const VESSELS = 1_000;
const FIRST_MMSI = 211_000_000;
/** So many minutes back the reports begin: late ones are rows of the archive, whatever the picture holds. */
const BACK_S = 900;
const CHUNK = 1_000;

/** No two reports have vessel and second in common: `VESSELS` of them a second, for up to ten minutes. */
export async function createRecordedFeed(): Promise<RecordedFeed> {
  const beginS = Math.floor(Date.now() / 1_000) - BACK_S;
  let socket: Socket | null = null;
  let sent = 0;
  const server = createServer((opened) => {
    socket = opened.on('error', () => {}).resume();
    opened.on('close', () => {
      if (socket === opened) socket = null;
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;

  const report = (number: number): string => {
    const second = Math.floor(number / VESSELS);
    const [line = ''] = toSentences(
      {
        ...{ type: 1, repeat: 0, mmsi: FIRST_MMSI + (number % VESSELS), navStatus: 0, rotDegPerMin: null },
        ...{ sogKn: 8, positionAccurate: true, lon: 4 + second / 10_000, lat: 51.3, cogDeg: 90 },
        ...{ headingDeg: 90, utcSecond: (beginS + second) % 60, manoeuvre: 0, raim: false, radio: 0 },
      },
      { channel: 'A' },
    );
    return `${tagBlock(`c:${beginS + second}`)}${line}\r\n`;
  };

  return {
    source: `tcp://127.0.0.1:${port}?name=feed&time=recorded`,
    get sent() {
      return sent;
    },
    keyOf: (number) => `${FIRST_MMSI + (number % VESSELS)} ${beginS + Math.floor(number / VESSELS)}`,
    async send(count) {
      if (socket === null) await once(server, 'connection');
      for (let left = count; left > 0; left -= CHUNK) {
        if (socket === null) return;
        let text = '';
        for (let i = 0; i < Math.min(left, CHUNK); i += 1) text += report(sent++);
        const target: Socket | null = socket;
        if (target?.write(text) === false) await Promise.race([once(target, 'drain'), once(target, 'close')]);
      }
    },
    async close() {
      socket?.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
