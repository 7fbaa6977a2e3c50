import type { Chronicle } from '../src/model/chronicle.ts';
import type { History } from '../src/model/history.ts';

/** An archive that holds nothing. */
export const emptyHistory: History = {
  present: async () => [],
  near: async function* () {},
  vesselsAt: async (asked) =>
    asked.map(({ mmsi }) => ({ mmsi, position: null, description: null, declarations: [], zones: [] })),
  visits: async () => [],
  waits: async function* () {},
  entries: async () => [],
  density: async () => [],
};

export const emptyChronicle: Chronicle = {
  page: async ({ toMs }) => ({
    positions: [],
    descriptions: [],
    stays: [],
    declarations: [],
    alertEvents: [],
    beforeMs: toMs,
  }),
  staysAt: async () => [],
  alertsAt: async () => ({ alerts: [], leftOut: 0 }),
};
