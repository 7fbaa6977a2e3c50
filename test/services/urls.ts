import { isRunning } from './host/process.ts';
import { readState, readUrls, type ServiceUrls } from './host/state.ts';
import { describeNeeding, foundOrRequired, type Need } from './needs.ts';

export type { ServiceUrls } from './host/state.ts';

/**
 * Where Redis and TimescaleDB are: REDIS_URL with DATABASE_URL from the environment, else what `npm run services`
 * started and still runs, else null. @throws when HW_TEST_SERVICES=required and there is nothing.
 */
export function services(): ServiceUrls | null {
  return foundOrRequired(need());
}

/** A block of tests against real Redis and TimescaleDB. */
export function describeWithServices(title: string, tests: (urls: ServiceUrls) => void): void {
  describeNeeding(need(), title, tests);
}

function need(): Need<ServiceUrls> {
  return {
    found: fromEnvironment() ?? fromStarted(),
    absent: { redisUrl: 'redis://absent.invalid', databaseUrl: 'postgresql://absent.invalid/absent' },
    how: 'Redis and TimescaleDB are not running; start them with "npm run services".',
  };
}

function fromEnvironment(): ServiceUrls | null {
  const { REDIS_URL, DATABASE_URL } = process.env;
  return REDIS_URL && DATABASE_URL ? { redisUrl: REDIS_URL, databaseUrl: DATABASE_URL } : null;
}

/** A reboot or a kill leaves the file of URLs behind: it counts only while the recorded processes run. */
function fromStarted(): ServiceUrls | null {
  const urls = readUrls();
  if (urls === null) return null;
  const state = readState();
  return state.compose || (isRunning(state.redis) && isRunning(state.database)) ? urls : null;
}
