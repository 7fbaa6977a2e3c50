import swaggerUi from '@fastify/swagger-ui';
import { asyncApi } from '../../protocol/asyncapi.ts';
import { declare } from '../access/gate.ts';
import type { GatewayOptions } from '../options.ts';
import { contentPolicy } from '../security.ts';
import type { Gateway } from '../server.ts';
import { page, pageStyle } from './html.ts';
import { livePage } from './live-page.ts';

const hidden = { config: { access: 'contracts.read' }, schema: { hide: true } } as const;
/** The look of pages that anybody may see. */
const open = { config: { access: 'open' }, schema: { hide: true } } as const;

/** The contracts for machines under `/api/v1`, and for people under `/docs`. */
export async function docsRoutes(
  app: Gateway,
  options: Pick<GatewayOptions, 'version' | 'publicUrl' | 'baseMap'>,
): Promise<void> {
  const document = asyncApi(options.version, options.publicUrl);
  const frames = livePage(document);
  const index = page(
    'Havenwacht: interfaces',
    `<h1>Interfaces</h1>
<ul>
<li><a href="/docs/http">HTTP</a> (<a href="/api/v1/openapi.json">openapi.json</a>)</li>
<li><a href="/docs/live">WebSocket</a> (<a href="/api/v1/asyncapi.json">asyncapi.json</a>)</li>
</ul>`,
  );

  app.get('/api/v1/openapi.json', hidden, (_request, reply) => reply.send(app.swagger()));
  app.get('/api/v1/asyncapi.json', hidden, (_request, reply) => reply.send(document));
  app.get('/docs', hidden, (_request, reply) => reply.type('text/html; charset=utf-8').send(index));
  app.get('/docs/live', hidden, (_request, reply) => reply.type('text/html; charset=utf-8').send(frames));
  app.get('/docs/page.css', open, (_request, reply) => reply.type('text/css; charset=utf-8').send(pageStyle));

  await app.register(async (scope) => {
    declare(scope, 'contracts.read');
    await scope.register(swaggerUi, {
      routePrefix: '/docs/http',
      uiConfig: { docExpansion: 'list', deepLinking: true },
      // its page sets styles on elements while it runs; scripts stay as strict as everywhere
      staticCSP: contentPolicy(options).replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
    });
  });
}
