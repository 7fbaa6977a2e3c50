import { Duplex } from 'node:stream';

/** How a session reaches the thread that holds the database. */
export interface EmbeddedLine {
  begin(session: EmbeddedSession): void;
  bytes(session: EmbeddedSession, bytes: Uint8Array): void;
  /** `unanswered`: it was given up while the database still worked on something. */
  end(session: EmbeddedSession, unanswered: boolean): void;
}

/** First byte of the frontend message `X`. */
const TERMINATE = 0x58;

/** The socket that `pg` believes to have: what it writes goes to the database's thread, the answers come back. */
export class EmbeddedSession extends Duplex {
  readonly id: number;
  readonly #line: EmbeddedLine;
  #unanswered = 0;

  constructor(id: number, line: EmbeddedLine) {
    super();
    this.id = id;
    this.#line = line;
  }

  /** `pg` calls it first; there is no address. */
  connect(): void {
    this.#line.begin(this);
  }

  /** The database is ready. `pg` listens only after it has called `connect`. */
  opened(): void {
    process.nextTick(() => this.emit('connect'));
  }

  answer(bytes: Uint8Array): void {
    this.#unanswered -= 1;
    if (!this.destroyed && bytes.length > 0) this.push(bytes);
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#send(chunk);
    done();
  }

  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.#send(Buffer.concat(chunks.map(({ chunk }) => chunk)));
    done();
  }

  override _final(done: () => void): void {
    this.push(null);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#line.end(this, this.#unanswered > 0);
    done(error);
  }

  /** `pg` writes into a buffer that it uses again: the other thread gets a copy. "Terminate" has no answer, and PGlite stays. */
  #send(bytes: Uint8Array): void {
    if (bytes[0] === TERMINATE) return;
    this.#unanswered += 1;
    this.#line.bytes(this, new Uint8Array(bytes));
  }

  setNoDelay(): void {}
  setKeepAlive(): void {}
  ref(): void {}
  unref(): void {}
}
