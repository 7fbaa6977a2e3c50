/** How many messages a client may still send: refilled evenly, at most a minute's worth at once. */
export class Allowance {
  readonly #perMinute: number;
  #left: number;
  #atMs: number;

  constructor(perMinute: number, nowMs: number) {
    this.#perMinute = perMinute;
    this.#left = perMinute;
    this.#atMs = nowMs;
  }

  /** False when the message is one too many. */
  take(nowMs: number): boolean {
    const refill = (Math.max(0, nowMs - this.#atMs) / 60_000) * this.#perMinute;
    this.#left = Math.min(this.#perMinute, this.#left + refill);
    this.#atMs = nowMs;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
