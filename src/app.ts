import cookies from '@fastify/cookie';
import { createAdmission } from './gateway/access/admission.ts';
import { createReadingNotes } from './gateway/access/audited.ts';
import { createSessionCookie } from './gateway/access/cookie.ts';
import { guard } from './gateway/access/gate.ts';
import { identify } from './gateway/access/reader.ts';
import { consoleFiles } from './gateway/console-files.ts';
import { every } from './gateway/deadline.ts';
import { docsRoutes } from './gateway/docs/docs.ts';
import { describeHttp } from './gateway/docs/openapi.ts';
import { healthRoutes } from './gateway/health/health.ts';
import { metricsRoute } from './gateway/health/metrics.ts';
import { accountRoutes } from './gateway/http/accounts.ts';
import { alertRoutes } from './gateway/http/alerts.ts';
import { auditRoutes } from './gateway/http/audit.ts';
import { backtestRoute } from './gateway/http/backtest.ts';
import { cargoSummaryRoute } from './gateway/http/cargo-summary.ts';
import { declarationImportRoute } from './gateway/http/declaration-import.ts';
import { declarationRoutes } from './gateway/http/declarations.ts';
import { historyDensityRoute } from './gateway/http/history-density.ts';
import { historyTracksRoute } from './gateway/http/history-tracks.ts';
import { historyVisitRoutes } from './gateway/http/history-visits.ts';
import { keyRoutes } from './gateway/http/keys.ts';
import { nmeaRoute } from './gateway/http/nmea.ts';
import { openIdRoutes } from './gateway/http/openid.ts';
import { ownSessionRoutes } from './gateway/http/own-sessions.ts';
import { portRoutes } from './gateway/http/port.ts';
import { receiverRoutes } from './gateway/http/receivers.ts';
import { secondFactorRoutes } from './gateway/http/second-factor.ts';
import { securityLevelRoutes } from './gateway/http/security-level.ts';
import { sessionRoutes } from './gateway/http/session.ts';
import { signInRoute } from './gateway/http/sign-in.ts';
import { trackRoutes } from './gateway/http/track.ts';
import { vesselRoutes } from './gateway/http/vessels.ts';
import { zoneChangeRoutes } from './gateway/http/zone-changes.ts';
import { zoneRoutes } from './gateway/http/zones.ts';
import { liveLimits } from './gateway/live/limits.ts';
import { enableWebSockets, liveRoute } from './gateway/live/live.ts';
import type { GatewayOptions } from './gateway/options.ts';
import { createOriginRules } from './gateway/origin.ts';
import type { GatewayPorts } from './gateway/ports.ts';
import { shedLoad } from './gateway/pressure.ts';
import { answerProblems, answerUnknownPaths } from './gateway/problem.ts';
import { limitRates, limitUnknownPaths } from './gateway/rate-limits.ts';
import { createLineRates } from './gateway/rates.ts';
import { replayLimits } from './gateway/replay/limits.ts';
import { secure } from './gateway/security.ts';
import { createServer, type Gateway } from './gateway/server.ts';
import { schedule as realTime } from './lib/schedule.ts';

const rateWindowMs = 10_000;

/** The whole gateway on top of its ports. Ready to be injected into or to listen; it does not listen itself. */
export async function buildApp(options: GatewayOptions, ports: GatewayPorts): Promise<Gateway> {
  const schedule = options.schedule ?? realTime;
  const limits = { ...liveLimits, ...options.liveLimits };
  const rules = createOriginRules(options);
  const rates = createLineRates();

  const app = createServer(options);
  answerProblems(app);
  await enableWebSockets(app, limits);
  await secure(app, options, rules);
  await app.register(cookies);
  const cookie = createSessionCookie(options.publicUrl);
  identify(app, ports.gatekeeper, cookie);
  await limitRates(app, options.rateLimits);
  answerUnknownPaths(app, limitUnknownPaths(app, options.rateLimits));
  await shedLoad(app, options);
  guard(app, ports.audit);
  await describeHttp(app, options);

  const admission = createAdmission(ports, cookie);
  signInRoute(app, ports);
  sessionRoutes(app, ports, { admission, cookie });
  const { openId } = ports;
  if (openId) openIdRoutes(app, { ...ports, openId }, { admission, publicUrl: options.publicUrl });
  secondFactorRoutes(app, ports, admission);
  ownSessionRoutes(app, ports);
  accountRoutes(app, ports, options);
  keyRoutes(app, ports);

  const notes = createReadingNotes(ports.audit, ports.clock);
  vesselRoutes(app, ports, notes);
  trackRoutes(app, ports, notes);
  historyTracksRoute(app, ports, notes);
  historyVisitRoutes(app, ports);
  historyDensityRoute(app, ports);
  declarationRoutes(app, ports, schedule, notes);
  await declarationImportRoute(app, ports);
  cargoSummaryRoute(app, ports);
  portRoutes(app, options, ports);
  zoneRoutes(app, ports);
  zoneChangeRoutes(app, ports, schedule);
  securityLevelRoutes(app, ports, schedule);
  backtestRoute(app, ports);
  alertRoutes(app, ports, schedule);
  auditRoutes(app, ports);
  receiverRoutes(app, ports, rates);
  await nmeaRoute(app, ports);
  healthRoutes(app, ports);
  const liveClients = liveRoute(app, ports, {
    intervalMs: options.liveIntervalMs,
    limits,
    replayLimits: { ...replayLimits, ...options.replayLimits },
    schedule,
    elapsed: options.elapsed ?? (() => performance.now()),
    rules,
  });
  metricsRoute(app, { ...ports, liveClients });
  await docsRoutes(app, options);
  await consoleFiles(app, options);

  rates.sample(ports.receivers(), ports.clock());
  const stopRates = every(rateWindowMs, schedule, () => rates.sample(ports.receivers(), ports.clock()));
  app.addHook('onClose', async () => stopRates());
  await app.ready();
  return app;
}
