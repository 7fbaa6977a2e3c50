import { setImmediate as turn } from 'node:timers/promises';
import { type PoolClient, Query } from 'pg';

/** What pg's connection offers for COPY, and its types leave out. */
interface CopyConnection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/**
 * `COPY … FROM STDIN` with these pieces of text; between two of them the event loop is free. Rejects as any statement does. All of it is handed to
 * the socket without waiting for it to drain: callers keep it to a few megabytes.
 */
export function copyIn(client: PoolClient, statement: string, pieces: Iterable<string>): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query(new CopyIn(statement, pieces, (error) => (error ? reject(error) : resolve())));
  });
}

/** A query of pg that has an answer to the server's "send the rows": errors, time-outs and the end are pg's. */
class CopyIn extends Query {
  readonly #pieces: Iterable<string>;
  #answered = false;

  constructor(statement: string, pieces: Iterable<string>, done: (error: Error | null | undefined) => void) {
    super(statement, (error) => {
      this.#answered = true;
      done(error);
    });
    this.#pieces = pieces;
  }

  handleCopyInResponse(connection: CopyConnection): void {
    void this.#send(connection);
  }

  /** What the server has refused already it reads no further. */
  async #send(connection: CopyConnection): Promise<void> {
    for (const piece of this.#pieces) {
      if (this.#answered) return;
      connection.sendCopyFromChunk(Buffer.from(piece));
      await turn();
    }
    if (!this.#answered) connection.endCopyFrom();
  }
}
