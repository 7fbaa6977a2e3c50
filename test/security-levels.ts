import type { SecurityLevelState, SecurityLevels } from '../src/model/security-level.ts';

/** Security levels in memory. */
export function levelsOfTest(): SecurityLevels {
  const listeners = new Set<() => void>();
  const states = new Map<string | null, SecurityLevelState>();
  const stateOf = (zone: string | null): SecurityLevelState =>
    states.get(zone) ?? { zone, level: 1, at: null, by: null, reason: null };
  return {
    get port() {
      return stateOf(null);
    },
    get facilities() {
      return [...states.values()].filter(({ zone }) => zone !== null);
    },
    levelOf: (zone) =>
      stateOf(zone).level > stateOf(null).level ? stateOf(zone).level : stateOf(null).level,
    async set(zone, level, by, reason) {
      states.set(zone, { zone, level, by, reason, at: '2026-11-23T10:00:00.000Z' });
      for (const listener of listeners) listener();
      return stateOf(zone);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
