import { instant } from '../../lib/instant.ts';
import type { Schedule } from '../../lib/schedule.ts';
import { TooLong } from '../../model/history.ts';
import type { Clock } from '../../model/ports.ts';
import type { ErrorCode } from '../../protocol/frames.ts';
import type { ReplayState } from '../../protocol/replay.ts';
import type { View } from '../live/stage.ts';
import { errorText } from '../live/texts.ts';
import type { Gate } from './gate.ts';
import type { ReplayLimits } from './limits.ts';
import { Pace } from './pace.ts';
import { openScene, type PastPorts, readOn, TooManyVessels } from './reading.ts';
import type { Scene, Seen } from './scene.ts';
import type { PastShowing } from './showing.ts';
import { PastTexts, replayText } from './texts.ts';

/** The client of a replay. */
export interface ReplayOutlet {
  send(text: string | Buffer): void;
  /** It takes less than it is sent. */
  readonly slow: boolean;
}

export interface ReplayPorts {
  readonly past: PastPorts;
  /** Milliseconds that have passed since any moment; never goes back. */
  readonly elapsed: Clock;
  readonly schedule: Schedule;
  readonly limits: ReplayLimits;
  /** Vessels that a frame of this replay may have now. */
  readonly frameVessels: () => number;
  /** Before the archive. */
  readonly gate: Gate;
  /** The archive failed. */
  readonly onFault: (error: unknown) => void;
}

export interface ReplayAsked {
  readonly fromMs: number;
  /** The last moment that is shown. */
  readonly toMs: number;
  readonly speed: number;
  readonly view: View;
  readonly showing: PastShowing;
}

/**
 * The past for one client. While the client is slow, or the archive has not answered yet, the time of the replay stands: nothing
 * piles up. An archive that fails pauses it.
 */
export class Replay {
  readonly asked: ReplayAsked;
  readonly #ports: ReplayPorts;
  readonly #client: ReplayOutlet;
  readonly #pace: Pace;
  #texts: PastTexts;
  #state: Exclude<ReplayState, 'stopped'> = 'playing';
  /** Null while it is read, and after it could not be. */
  #scene: Scene | null = null;
  /** Aborts what is asked of the archive. */
  #asking = new AbortController();
  #reads = false;
  #cancelTick: (() => void) | null = null;

  /** Begins at once. */
  constructor(asked: ReplayAsked, client: ReplayOutlet, ports: ReplayPorts) {
    this.asked = asked;
    this.#client = client;
    this.#ports = ports;
    this.#texts = new PastTexts(asked.showing);
    this.#pace = new Pace(asked.fromMs, asked.speed, ports.elapsed);
    this.#begin(asked.fromMs);
  }

  get state(): ReplayState {
    return this.#state;
  }

  pause(): void {
    if (this.#state === 'playing') this.#stand('paused');
    this.#tellState();
  }

  /** Goes on; what the archive could not give is asked for again. At the end there is nothing to go on with. */
  resume(): void {
    if (this.#state === 'paused') {
      this.#state = 'playing';
      if (this.#scene !== null) this.#play();
      else if (!this.#reads) this.#begin(this.#pace.atMs);
    }
    this.#tellState();
  }

  /** Begins anew at a time of the replay. One that stands goes on standing there. */
  seek(atMs: number): void {
    if (this.#state === 'ended') this.#state = 'playing';
    this.#begin(atMs);
  }

  set speed(speed: number) {
    this.#pace.speed = speed;
    this.#tellState();
  }

  /** Nothing is sent or asked any more. */
  stop(): void {
    this.#asking.abort();
    this.#cancelTick?.();
    this.#cancelTick = null;
  }

  /** What the last frame of it says. */
  farewell(): void {
    this.#tell('stopped');
  }

  #begin(atMs: number): void {
    this.stop();
    this.#asking = new AbortController();
    this.#scene = null;
    this.#pace.stand();
    this.#pace.goTo(atMs);
    void this.#ask(async (signal) => {
      const { past, limits } = this.#ports;
      const { scene, alerts } = await openScene(atMs, this.asked, past, limits, signal);
      if (signal.aborted) return;
      this.#scene = scene;
      this.#tellState();
      this.#texts = new PastTexts(this.asked.showing);
      this.#client.send(this.#texts.alerts(atMs, alerts));
      this.#client.send(this.#texts.vessels(atMs, true, scene.take(this.#ports.frameVessels())));
      if (this.#state === 'playing') this.#play();
      else if (scene.owes) this.#tickLater();
    });
  }

  #play(): void {
    this.#pace.run();
    this.#readAhead();
    this.#tickLater();
  }

  #stand(state: 'paused' | 'ended'): void {
    this.#state = state;
    this.#pace.stand();
  }

  #tickLater(): void {
    this.#cancelTick?.();
    this.#cancelTick = this.#ports.schedule(this.#ports.limits.frameMs, () => this.#tick());
  }

  #tick(): void {
    this.#cancelTick = null;
    const scene = this.#scene;
    if (scene === null) return;
    if (this.#client.slow) this.#pace.atMost(scene.atMs);
    else this.#show(scene);
    if (this.#state === 'playing' || scene.owes) this.#tickLater();
  }

  /** One frame of vessels, after what happened to alerts until then. */
  #show(scene: Scene): void {
    const atMs = this.#pace.atMost(Math.min(scene.beforeMs - 1, this.asked.toMs));
    // also when nothing changed: it says what time it is
    const goesOn = atMs > scene.atMs;
    for (const event of scene.advance(atMs)) this.#client.send(this.#texts.alert(event));
    const seen: Seen = scene.take(this.#ports.frameVessels());
    if (goesOn || seen.vessels.length + seen.gone.length > 0)
      this.#client.send(this.#texts.vessels(atMs, false, seen));
    if (this.#state !== 'playing') return;
    if (atMs < this.asked.toMs) this.#readAhead();
    else if (!scene.owes) {
      this.#stand('ended');
      this.#tellState();
    }
  }

  /** One page at a time, until enough is here. */
  #readAhead(): void {
    const scene = this.#scene;
    if (scene === null || this.#reads || this.#state !== 'playing') return;
    const { past, limits } = this.#ports;
    const { speed } = this.#pace;
    const spanMs = 1000 * Math.max(limits.leastAheadS, limits.aheadS * speed);
    if (
      scene.beforeMs > Math.min(this.asked.toMs, scene.atMs + spanMs / 2) ||
      scene.waiting > limits.aheadRows
    )
      return;
    const span = { toMs: this.asked.toMs, spanMs, everyMs: limits.frameMs * speed };
    void this.#ask(async (signal) => {
      await readOn(scene, this.asked, span, past, limits, signal);
    });
  }

  /** Asks the archive; never rejects. What a later beginning made needless has no effect. */
  async #ask(question: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = this.#asking;
    this.#reads = true;
    try {
      await this.#ports.gate(async () => {
        if (!signal.aborted) await question(signal);
      });
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    } finally {
      if (!signal.aborted) {
        this.#reads = false;
        this.#readAhead();
      }
    }
  }

  #fail(error: unknown): void {
    this.#stand('paused');
    const onwards = `\`resume\` tries again from ${instant(this.#pace.atMs)}, \`seek\` elsewhere`;
    if (error instanceof TooManyVessels)
      this.#refuse('replay-too-large', `${error.message}: replay a \`bbox\``);
    else if (error instanceof TooLong)
      this.#refuse(
        'archive-unavailable',
        `the limit of ${error.limitS} s for a step was reached: ${onwards}; a \`bbox\` costs less`,
      );
    else {
      this.#ports.onFault(error);
      this.#refuse('archive-unavailable', `the archive does not answer now: ${onwards}`);
    }
    this.#tellState();
  }

  #refuse(code: ErrorCode, detail: string): void {
    this.#client.send(errorText(code, detail));
  }

  #tellState(): void {
    this.#tell(this.#state);
  }

  #tell(state: ReplayState): void {
    const { fromMs, toMs } = this.asked;
    // what is shown, not what is under way
    const atMs = this.#scene?.atMs ?? this.#pace.atMs;
    this.#client.send(replayText({ state, atMs, fromMs, toMs, speed: this.#pace.speed }));
  }
}
