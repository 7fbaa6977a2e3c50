import type { FastifyBaseLogger } from 'fastify';
import type { BacktestAlert, BacktestEvent } from '../../model/backtest.ts';
import type { Zone } from '../../model/zone.ts';
import { BacktestBody, BacktestLine, BacktestReport } from '../../protocol/backtest.ts';
import { untilClosed } from '../asking.ts';
import { lineOf, reportOf } from '../backtest-view.ts';
import { readInterval } from '../interval.ts';
import type { GatewayPorts } from '../ports.ts';
import { badField, ProblemError, problem } from '../problem.ts';
import type { Gateway } from '../server.ts';
import { streamOf } from '../stream-of.ts';
import { answers } from './answers.ts';

const longestDays = 31;
/** A zone of 4,000 positions, with room for spaces. */
const bodyLimit = 512 * 1024;
const ndjson = 'application/x-ndjson';

function zoneOf(draft: Zone | string): Zone {
  if (typeof draft === 'string') throw badField('zone', draft);
  if (draft.rules.length === 0)
    throw badField('zone', 'properties.rules is missing: without a rule nothing is raised');
  return draft;
}

type Events = AsyncGenerator<Exclude<BacktestEvent, { type: 'refused' }>, void, void>;

/** What goes wrong is a problem that can be told: a limit is 422, an archive that does not answer 503. */
async function* orProblem(
  events: AsyncGenerator<BacktestEvent, void, void>,
  gone: AbortSignal,
  log: FastifyBaseLogger,
): Events {
  try {
    for await (const event of events) {
      if (event.type === 'refused') throw new ProblemError(422, event.detail);
      yield event;
    }
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    if (!gone.aborted) log.warn({ err: error }, 'a back-test failed');
    throw new ProblemError(503, 'the archive does not answer now; /readyz says what is degraded');
  }
}

/** A problem before the first line is thrown, one after it is the last line. */
async function* linesOf(events: Events): AsyncGenerator<string, void, void> {
  let begun = false;
  const text = (line: BacktestLine): string => `${JSON.stringify(line)}\n`;
  try {
    for await (const event of events) {
      yield text(lineOf(event));
      begun = true;
    }
  } catch (error) {
    if (!begun || !(error instanceof ProblemError)) throw error;
    yield text({ type: 'error', problem: problem(error.statusCode, error.message) });
  }
}

async function documentOf(events: Events): Promise<BacktestReport> {
  const alerts: BacktestAlert[] = [];
  for await (const event of events) {
    if (event.type === 'alert') alerts.push(event.alert);
    if (event.type === 'result') return reportOf(event, alerts);
  }
  throw new Error('a back-test ended without a result');
}

function described(): ReturnType<typeof answers> {
  const problems = [400, 403, 413, 415, 422, 429, 503];
  const response = answers('By cause, by class, and one by one', BacktestReport, ...problems);
  const { description = '', content = {} } = response[200] ?? {};
  return { ...response, 200: { description, content: { [ndjson]: { schema: BacktestLine }, ...content } } };
}

export function backtestRoute(
  app: Gateway,
  ports: Pick<GatewayPorts, 'backtests' | 'clock' | 'draftZone'>,
): void {
  app.post(
    '/api/v1/zones/backtest',
    {
      // what is found tells who carries what
      config: { access: 'zones.backtest', sees: 'cargo' },
      bodyLimit,
      schema: {
        tags: ['port'],
        summary:
          'The alerts that a zone would have raised, as they are found; one document with Accept: application/json',
        body: BacktestBody,
        response: described(),
      },
    },
    async (request, reply) => {
      const { zone: draft } = request.body;
      const { fromMs, toMs } = readInterval(request.body, ports.clock(), longestDays);
      const zone = zoneOf(ports.draftZone(draft));
      const gone = untilClosed(reply);
      const run = ports.backtests.run(zone, fromMs, toMs, gone);
      if (run === null)
        throw new ProblemError(429, 'as many back-tests run already as may; try again when one is done');
      const events = orProblem(run, gone, request.log);
      if (request.headers.accept?.includes('application/json')) return reply.send(await documentOf(events));
      return reply.type(ndjson).send(await streamOf(linesOf(events)));
    },
  );
}
