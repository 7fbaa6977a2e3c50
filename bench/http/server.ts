import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { createWorld, hazardOf, vesselOf } from '../../test/gateway-helpers.ts';

/**
 * A server for the benchmark, in a process of its own: `havenwacht` is the whole gateway on a picture of 2,000 vessels,
 * half of them in the box that is asked for; `bare` is Fastify that sends the same bytes, made before, from one
 * route. Prints its port, and ends with its standard input. The clock stands, so that every answer has the same length.
 */
const paths = process.argv.slice(3);
const states = ['confirmed', 'suspected', 'unknown', 'none-declared', 'not-applicable'] as const;

const world = await createWorld();
for (let i = 0; i < 2000; i += 1) {
  const lon = (i % 2 === 0 ? 4.2 : 5.2) + (i % 400) / 2000;
  const hazard = hazardOf(states[i % states.length] ?? 'unknown');
  world.put(vesselOf(205000000 + i * 13, lon, 51.25 + (i % 300) / 3000, { hazard }));
}

async function bareServer() {
  const bodies = new Map<string, string>();
  for (const path of paths) bodies.set(path, (await world.app.inject(path)).body);
  const bare = fastify();
  bare.get('/*', (request, reply) =>
    reply.type('application/json; charset=utf-8').send(bodies.get(request.url)),
  );
  return bare;
}

const app = process.argv[2] === 'bare' ? await bareServer() : world.app;
await app.listen({ host: '127.0.0.1', port: 0 });
console.log((app.server.address() as AddressInfo).port);
process.stdin.resume().on('end', () => process.exit());
