import { createGate, type Gate } from './gate.ts';
import { Replay, type ReplayAsked, type ReplayOutlet, type ReplayPorts } from './replay.ts';

/** What is not shared out among them. */
export type ReplaysPorts = Omit<ReplayPorts, 'frameVessels' | 'gate'>;

/** All replays of the server: so many at once and no more. */
export class Replays {
  readonly #ports: ReplaysPorts;
  readonly #gate: Gate;
  #running = 0;

  constructor(ports: ReplaysPorts) {
    this.#ports = ports;
    this.#gate = createGate(ports.limits.asking);
  }

  get limit(): number {
    return this.#ports.limits.replays;
  }

  /** Null: there are as many as there may be. @returns the replay, which begins at once, and the way to end it */
  begin(asked: ReplayAsked, client: ReplayOutlet): { readonly replay: Replay; end(): void } | null {
    if (this.#running >= this.limit) return null;
    this.#running += 1;
    // what they cost the live clients does not grow with their number
    const frameVessels = (): number => Math.ceil(this.#ports.limits.frameVessels / this.#running);
    const replay = new Replay(asked, client, { ...this.#ports, frameVessels, gate: this.#gate });
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
