import type { Log } from '../src/model/ports.ts';
import type { OpenLink } from '../src/model/reception.ts';
import { createLedger, type Ledger } from '../src/receivers/ledger.ts';

/** What one connection handed on. */
export interface Heard {
  readonly receiver: string;
  readonly chunks: Buffer[];
  readonly times: number[];
  ended: boolean;
  text(): string;
}

/** Everything a receiver needs, and a record of what it did with it. */
export interface Reception {
  readonly ledger: Ledger;
  readonly openLink: OpenLink;
  readonly clock: () => number;
  readonly log: Log;
  readonly links: Heard[];
  readonly said: { level: string; fields: object; text: string }[];
  nowMs: number;
}

/** Collects bytes, ends and log lines; its clock stands until the test moves it. */
export function createReception(): Reception {
  const links: Heard[] = [];
  const said: Reception['said'] = [];
  const say = (level: string) => (fields: object, text: string) => void said.push({ level, fields, text });
  const reception: Reception = {
    ledger: createLedger(),
    links,
    said,
    nowMs: 1_700_000_000_000,
    clock: () => reception.nowMs,
    log: { info: say('info'), warn: say('warn'), error: say('error') },
    openLink: (receiver) => {
      const heard: Heard = {
        receiver: receiver.name,
        chunks: [],
        times: [],
        ended: false,
        text: () => Buffer.concat(heard.chunks).toString('latin1'),
      };
      links.push(heard);
      return {
        bytes(chunk, receivedAtMs) {
          heard.chunks.push(Buffer.from(chunk));
          heard.times.push(receivedAtMs);
        },
        end() {
          if (heard.ended) throw new Error('a link ended twice');
          heard.ended = true;
        },
      };
    },
  };
  return reception;
}

/** Resolves once `holds` does; the test's own time-out is the bound. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}
