import { Replay, type ReplayAsked, type ReplayOutlet, type ReplayPorts } from './replay.ts';

/** All replays of the server: so many at once and no more. */
export class Replays {
  readonly #ports: ReplayPorts;
  #running = 0;

  constructor(ports: ReplayPorts) {
    this.#ports = ports;
  }

  get limit(): number {
    return this.#ports.limits.replays;
  }

  /** Null: there are as many as there may be. @returns the replay, which begins at once, and the way to end it */
  begin(asked: ReplayAsked, client: ReplayOutlet): { readonly replay: Replay; end(): void } | null {
    if (this.#running >= this.limit) return null;
    this.#running += 1;
    const replay = new Replay(asked, client, this.#ports);
    let ended = false;
    return {
      replay,
      end: () => {
        replay.stop();
        if (!ended) this.#running -= 1;
        ended = true;
      },
    };
  }
}
