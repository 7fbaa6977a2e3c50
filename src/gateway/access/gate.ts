import type { FastifyContextConfig, FastifyRequest, RouteOptions } from 'fastify';
import { plainAddress } from '../../lib/address-list.ts';
import type { Action, AuditNote, AuditTrail, Reader } from '../../model/access.ts';
import { isLoopback } from '../origin.ts';
import { ProblemError } from '../problem.ts';
import type { Gateway } from '../server.ts';
import { Forbidden, missing } from './permission.ts';
import { readerOf } from './reader.ts';
import type { Door, RouteAccess } from './route-access.ts';

/** Headers by which a proxy says for whom it asks: then loopback is where the proxy is, not who asks. */
const forwarding = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'via',
];

/** A program on this machine, by the other end of the connection itself. */
export const fromLoopback = ({ raw, headers }: FastifyRequest): boolean =>
  isLoopback(plainAddress(raw.socket.remoteAddress ?? '')) &&
  forwarding.every((name) => headers[name] === undefined);

const isAction = (access: Exclude<RouteAccess, 'open' | 'session' | 'loopback'>): access is Action =>
  typeof access === 'string';

/** Why the reader may ask none of these; null: it may. */
function faultOf(reader: Reader, actions: readonly Action[], own: boolean): string | null {
  const faults = actions.map((action) => missing(reader, action, own));
  if (faults.includes(null)) return null;
  return actions.length === 1
    ? (faults[0] ?? null)
    : `one of these permissions is missing: ${actions.join(', ')}`;
}

type Terms = Pick<FastifyContextConfig, 'own' | 'sees'>;

/** @throws a problem when who asks may not: 401 for nobody who is known, else 403 */
export function admit(request: FastifyRequest, access: RouteAccess, { own, sees }: Terms): void {
  if (access === 'open' || (access === 'loopback' && fromLoopback(request))) return;
  const reader = readerOf(request);
  if (access === 'session') {
    if (reader.subject.session === null) throw new Forbidden('this is for persons who have signed in');
    return;
  }
  const asked: readonly Action[] =
    access === 'loopback' ? ['metrics.read'] : isAction(access) ? [access] : access;
  const isOwn = own === true;
  const fault = faultOf(reader, asked, isOwn);
  if (fault !== null) throw new Forbidden(fault);
  if (sees === undefined || reader.sees(sees) === 'all' || (isOwn && reader.sees(sees) === 'own')) return;
  throw new Forbidden(`needs to see '${sees}'${reader.sees(sees) === 'own' ? ' of every vessel' : ''}`);
}

function doorsOf({ method, url, config }: RouteOptions): Door[] {
  const { access, sees = null, own = false } = config ?? {};
  return access === undefined ? [] : [method].flat().map((m) => ({ method: m, url, access, sees, own }));
}

/** What the audit says of a request that was refused. */
function denialOf(request: FastifyRequest, detail: string): AuditNote {
  const { subject } = readerOf(request);
  return {
    action: 'request.denied',
    actor: { id: subject.id, name: subject.name, organisation: subject.organisation },
    address: plainAddress(request.ip),
    purpose: subject.purpose,
    object: null,
    outcome: 'denied',
    detail: { method: request.method, path: request.url.split('?')[0]?.slice(0, 500), detail },
  };
}

/**
 * Lets nobody at a route who may not ask it. Install it behind `identify` and before the first route: a route that does not declare who may ask it
 * keeps the server from starting.
 */
export function guard(app: Gateway, audit: Pick<AuditTrail, 'record'>): void {
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => {
    routes.push(route);
  });
  app.decorate('doors', () => routes.flatMap(doorsOf));
  app.addHook('onReady', async () => {
    const open = routes.filter(({ config }) => config?.access === undefined);
    if (open.length > 0)
      throw new Error(
        `no access is declared for ${open.map(({ method, url }) => `${method} ${url}`).join(', ')}: nobody may ask them`,
      );
  });
  app.addHook('onRequest', async (request) => {
    const { access } = request.routeOptions.config;
    if (access !== undefined) admit(request, access, request.routeOptions.config);
    else if (!request.is404) throw new ProblemError(403, 'nobody may ask this');
  });
  app.addHook('onError', async (request, _reply, error) => {
    if (!(error instanceof Forbidden)) return;
    // it is refused all the same when it cannot be written down
    await audit.record(denialOf(request, error.message)).catch((err: unknown) => {
      request.log.error({ err }, 'a denial could not be written into the audit');
    });
  });
}

/** Routes that come with a plugin, which knows nothing of access: all of this scope are declared alike. */
export function declare(scope: Pick<Gateway, 'addHook'>, access: RouteAccess): void {
  scope.addHook('onRoute', (route) => {
    route.config = { ...route.config, access };
  });
}
