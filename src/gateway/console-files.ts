import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import { declare } from './access/gate.ts';
import { page } from './docs/html.ts';
import type { GatewayOptions } from './options.ts';
import type { Gateway } from './server.ts';

const missing = page(
  'Havenwacht',
  `<h1>Havenwacht is running</h1>
<p>The console has not been built. <code>npm run build</code> builds it; then start the server again.</p>
<p>The interfaces are described at <a href="/docs">/docs</a>.</p>`,
);

/** The console at `/`. Its files are listed once, so that no path of a request ever reaches the file system. */
export async function consoleFiles(
  app: Gateway,
  { consoleDir }: Pick<GatewayOptions, 'consoleDir'>,
): Promise<void> {
  if (consoleDir === null || !existsSync(join(consoleDir, 'index.html'))) {
    app.get('/', { config: { access: 'open' }, schema: { hide: true } }, (_request, reply) =>
      reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(missing),
    );
    return;
  }
  // the sign-in page is among them, and none holds anything of the port
  await app.register(async (scope) => {
    declare(scope, 'open');
    await scope.register(fastifyStatic, {
      root: resolve(consoleDir),
      wildcard: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        // names under assets/ hold a hash of the content
        const forever = path.includes('/assets/') || path.includes('\\assets\\');
        reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  });
}
