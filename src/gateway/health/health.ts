import { Alive, Readiness } from '../../protocol/health.ts';
import { fromLoopback } from '../access/gate.ts';
import { answers } from '../http/answers.ts';
import type { GatewayPorts } from '../ports.ts';
import type { Gateway } from '../server.ts';

/** Supervisors are never told to wait: they would end the process. */
const unlimited = { access: 'open', rateLimit: false } as const;

/** `/healthz`: the process answers. `/readyz`: it can do its work; what is degraded is said but is no reason for 503. */
export function healthRoutes(app: Gateway, ports: Pick<GatewayPorts, 'ready' | 'degraded'>): void {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });

  app.get(
    '/healthz',
    {
      config: unlimited,
      schema: { tags: ['health'], summary: 'The process is alive', response: answers('It is', Alive) },
    },
    (_request, reply) => reply.header('cache-control', 'no-store').send({ alive: true }),
  );

  const readiness = answers('It can do its work; `degraded` says what does not work', Readiness);
  readiness[503] = {
    description: 'It cannot do its work now',
    content: { 'application/json': { schema: Readiness } },
  };
  app.get(
    '/readyz',
    {
      config: unlimited,
      schema: {
        tags: ['health'],
        summary:
          'Can the server do its work, and (for those who are known, and on this machine) what is degraded?',
        response: readiness,
      },
    },
    (request, reply) => {
      const ready = ports.ready() && !closing;
      const isTold = request.reader !== null || fromLoopback(request);
      const degraded = ports.degraded().map(({ part, detail }) => ({ part, detail }));
      return reply
        .code(ready ? 200 : 503)
        .header('cache-control', 'no-store')
        .send(isTold ? { ready, degraded } : { ready });
    },
  );
}
