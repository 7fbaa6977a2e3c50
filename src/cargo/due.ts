import type { Declaration } from '../model/cargo.ts';

/** Finds the vessels of which a declaration begins or ends to be valid. */
export interface Due {
  /** A declaration is new, or withdrawn. */
  add(declaration: Declaration): void;
  /** Vessels with such a moment since the call before. */
  since(declarations: () => Iterable<Declaration>, nowMs: number): readonly number[];
}

const none: readonly number[] = [];

/** Costs a comparison a call until the next such moment; then one look at every declaration. */
export function createDue(nowMs: number): Due {
  let lastMs = nowMs;
  let nextMs = Number.NEGATIVE_INFINITY;
  const moments = (d: Declaration): number[] =>
    d.withdrawnAtMs === null ? [d.validFromMs, d.validToMs] : [];

  return {
    add(declaration) {
      for (const ms of moments(declaration)) if (ms > lastMs) nextMs = Math.min(nextMs, ms);
    },
    since(declarations, now) {
      const wentBack = now < lastMs;
      if (!wentBack && now < nextMs) return none;
      const fromMs = wentBack ? now : lastMs;
      const found = new Set<number>();
      nextMs = Number.POSITIVE_INFINITY;
      for (const declaration of declarations()) {
        for (const ms of moments(declaration)) {
          // a clock that was set back may have made valid again what had ended
          if (wentBack || (ms > fromMs && ms <= now)) found.add(declaration.mmsi);
          if (ms > now) nextMs = Math.min(nextMs, ms);
        }
      }
      lastMs = now;
      return [...found];
    },
  };
}
