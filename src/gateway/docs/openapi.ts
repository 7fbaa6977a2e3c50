import swagger from '@fastify/swagger';
import type { GatewayOptions } from '../options.ts';
import type { Gateway } from '../server.ts';

/** JSON Schema 2020-12, which OpenAPI 3.1 speaks, calls the items of a tuple `prefixItems`. */
function modernTuples(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(modernTuples);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([key, value]): [string, unknown] => [key, modernTuples(value)]);
  const { items, additionalItems: _closed, ...rest } = Object.fromEntries(entries);
  if (!Array.isArray(items)) return Object.fromEntries(entries);
  return { ...rest, prefixItems: items, maxItems: items.length };
}

/** The OpenAPI document, made from the schemas of the routes that are added after this. */
export async function describeHttp(
  app: Gateway,
  { version }: Pick<GatewayOptions, 'version'>,
): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Havenwacht',
        version,
        description:
          'Vessels, hazardous cargo, zones and alerts of a port. Places are GeoJSON (longitude first, WGS 84), times ISO 8601 UTC, units stand in the names. Errors are RFC 9457 problem documents. The WebSocket is described in /api/v1/asyncapi.json.',
        license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
      },
      servers: [{ url: '/' }],
      tags: [
        { name: 'vessels', description: 'The live picture, and where vessels were' },
        { name: 'history', description: 'Who was where and when, counted too' },
        { name: 'cargo', description: 'Cargo declared to the port, and who carries what' },
        { name: 'alerts', description: 'What needs attention' },
        { name: 'port', description: 'The port' },
        { name: 'zones', description: 'Guarded areas and their rules, with every earlier version' },
        { name: 'receivers', description: 'Where the data comes from' },
        { name: 'session', description: 'Signing in, and what a session may ask for itself' },
        { name: 'accounts', description: 'Accounts of persons' },
        { name: 'keys', description: 'Keys of programs' },
        { name: 'health', description: 'For supervisors' },
      ],
    },
    refResolver: {
      buildLocalReference: ({ $id }, _base, _fragment, i) => (typeof $id === 'string' ? $id : `def-${i}`),
    },
    transformObject: (document) => {
      if (!('openapiObject' in document)) throw new Error('only OpenAPI 3 documents are made here');
      return Object.fromEntries(
        Object.entries(document.openapiObject).map(([key, value]) => [key, modernTuples(value)]),
      );
    },
  });
}
