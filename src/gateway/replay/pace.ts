import type { Clock } from '../../model/ports.ts';

/** What time it is in a replay, in whole milliseconds since 1970: it passes `speed` times as fast as that of a clock that never goes back. */
export class Pace {
  readonly #elapsed: Clock;
  #speed: number;
  #atMs: number;
  /** Since when it runs from `#atMs` on; null: it stands there. */
  #since: number | null = null;

  /** Stands at `atMs` until it is told to run. @param elapsed milliseconds since any moment */
  constructor(atMs: number, speed: number, elapsed: Clock) {
    this.#atMs = atMs;
    this.#speed = speed;
    this.#elapsed = elapsed;
  }

  get atMs(): number {
    const since = this.#since;
    return since === null
      ? this.#atMs
      : Math.floor(this.#atMs + Math.max(0, this.#elapsed() - since) * this.#speed);
  }

  get speed(): number {
    return this.#speed;
  }

  set speed(speed: number) {
    this.#turn(this.#since !== null);
    this.#speed = speed;
  }

  goTo(atMs: number): void {
    this.#turn(this.#since !== null);
    this.#atMs = atMs;
  }

  run(): void {
    this.#turn(true);
  }

  stand(): void {
    this.#turn(false);
  }

  /** The time, but not later than `limitMs`: where it would be, it waits there. What it waited for is not made up. */
  atMost(limitMs: number): number {
    const atMs = this.atMs;
    if (atMs <= limitMs) return atMs;
    this.#atMs = limitMs;
    if (this.#since !== null) this.#since = this.#elapsed();
    return limitMs;
  }

  #turn(running: boolean): void {
    this.#atMs = this.atMs;
    this.#since = running ? this.#elapsed() : null;
  }
}
