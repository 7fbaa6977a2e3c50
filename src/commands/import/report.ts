import type { Application } from '../../model/applications.ts';
import type { AisMessage } from '../../model/messages.ts';
import type { Payload } from '../../model/reception.ts';

/** One message of a log, decoded, with its time. */
export interface Report {
  /** When it was heard, as the log says; milliseconds since 1970 UTC. */
  readonly heardMs: number;
  readonly message: AisMessage;
  /** `import:` and the station that heard it, where the log says which. */
  readonly receiver: string;
  /** What a message 6 or 8 says of what is aboard. */
  readonly said: Application | null;
  /** Number of its log in this run. */
  readonly log: number;
  /** Of a position without a UTC second: what tells whether another receiver heard the same. */
  readonly payload: Payload | null;
}

/** What was found in the logs, for the summary. */
export interface Counts {
  lines: number;
  messages: number;
  readonly refused: Map<string, number>;
  /** Times that lie 1024 weeks from those beside them. */
  rolledOver: number;
}

export const newCounts = (): Counts => ({ lines: 0, messages: 0, refused: new Map(), rolledOver: 0 });
