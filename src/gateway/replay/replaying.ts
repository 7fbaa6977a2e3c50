import { instant } from '../../lib/instant.ts';
import type { Clock } from '../../model/ports.ts';
import type { ErrorCode } from '../../protocol/frames.ts';
import type { ReplayControl, ReplayFrame } from '../../protocol/replay.ts';
import type { LiveClient } from '../live/client.ts';
import { errorText } from '../live/texts.ts';
import type { Replay } from './replay.ts';
import type { Replays } from './replays.ts';
import type { PastShowing } from './showing.ts';

/** Answers a client's frames about the replay that it has, or wants. */
export class Replaying {
  readonly #client: LiveClient;
  readonly #replays: Replays;
  readonly #clock: Clock;
  #current: { readonly replay: Replay; end(): void } | null = null;

  constructor(client: LiveClient, replays: Replays, clock: Clock) {
    this.#client = client;
    this.#replays = replays;
    this.#clock = clock;
  }

  /** Takes the place of the live picture, and of a replay that the client has. */
  begin({ from, to, speed = 1, bbox = null, hazardOnly = false }: ReplayFrame, showing: PastShowing): void {
    const nowMs = this.#clock();
    const fromMs = Date.parse(from);
    const toMs = to === undefined ? nowMs : Date.parse(to);
    if (toMs > nowMs) this.#refuse('bad-frame', 'to: lies in the future');
    else if (fromMs >= toMs)
      this.#refuse('bad-frame', 'from: must be before `to` (without `to`: before now)');
    else {
      this.end();
      const asked = { fromMs, toMs, speed, view: { box: bbox, hazardOnly }, showing };
      this.#current = this.#replays.begin(asked, this.#client);
      this.#client.away = this.#current !== null;
      if (this.#current === null)
        this.#refuse('too-many-replays', `${this.#replays.limit} replays run, as many as may: try later`);
    }
  }

  get isOn(): boolean {
    return this.#current !== null;
  }

  control(frame: ReplayControl): void {
    const replay = this.#current?.replay;
    if (replay === undefined) this.#refuse('no-replay', `${frame.type}: there is no replay`);
    else if (frame.type === 'pause') replay.pause();
    else if (frame.type === 'speed') replay.speed = frame.speed;
    else if (frame.type === 'seek') this.#seek(replay, Date.parse(frame.at));
    else if (replay.state === 'ended')
      this.#refuse('replay-over', 'resume: the replay is at its end; `seek` first');
    else replay.resume();
  }

  #seek(replay: Replay, atMs: number): void {
    const { fromMs, toMs } = replay.asked;
    if (atMs >= fromMs && atMs <= toMs) replay.seek(atMs);
    else this.#refuse('bad-frame', `at: must be from ${instant(fromMs)} to ${instant(toMs)}`);
  }

  /** Back to the live picture. False, and told: there is nothing to come back from. */
  leave(): boolean {
    const current = this.#current;
    if (current === null) {
      this.#refuse('no-replay', 'live: there is no replay');
      return false;
    }
    this.end();
    current.replay.farewell();
    this.#client.away = false;
    return true;
  }

  /** Ends the replay if there is one; what it asks of the archive with it. */
  end(): void {
    this.#current?.end();
    this.#current = null;
  }

  #refuse(code: ErrorCode, detail: string): void {
    this.#client.send(errorText(code, detail));
  }
}
