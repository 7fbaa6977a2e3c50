import { STATUS_CODES } from 'node:http';
import type { Server as TlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import fastify, { type ConnectionError, LogController } from 'fastify';
import type { TlsFiles } from '../lib/tls-files.ts';
import { boundSilent } from './connections.ts';
import type { GatewayOptions } from './options.ts';
import { answerPlain } from './plain-on-tls.ts';
import { answerError, problem } from './problem.ts';

export const bodyLimitBytes = 64 * 1024;
const minVersion = 'TLSv1.2';
const slowness = { headersTimeout: 10_000, connectionsCheckingInterval: 5_000 };

type ServerOptions = Pick<GatewayOptions, 'log' | 'tls' | 'publicUrl' | 'trustProxy'>;

/** The bare server with its limits: nothing in it may wait or grow without end. */
export function createServer({ log, tls, publicUrl, trustProxy = [] }: ServerOptions) {
  const app = fastify({
    ...(log ? { loggerInstance: log } : {}),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyLimitBytes,
    // anybody can send X-Forwarded-For: only that of a known proxy says who asks
    trustProxy: trustProxy.length > 0 && [...trustProxy],
    // from the first byte to the last of a request; 0, the default, lets a slow sender hold a socket for ever
    requestTimeout: 15_000,
    http: slowness,
    ...(tls && { https: { ...slowness, ...tls.material, minVersion, handshakeTimeout: 10_000 } }),
    keepAliveTimeout: 20_000,
    forceCloseConnections: true,
    frameworkErrors: (error, request, reply) => {
      answerError(error, request, reply);
    },
    clientErrorHandler: answerBrokenRequest,
  })
    .withTypeProvider<TypeBoxTypeProvider>()
    .setValidatorCompiler(TypeBoxValidatorCompiler)
    // answers are built in exactly the shape of their schema; tests hold them to it
    .setSerializerCompiler(() => (data) => JSON.stringify(data));
  app.server.maxConnections = 2000;
  if (tls) encrypt(app.server as TlsServer, tls, publicUrl);
  boundSilent(app.server, 500);
  // only JSON: what a form or a plain-text request of another site could send is refused with 415
  app.removeContentTypeParser('text/plain');
  return app;
}

export type Gateway = ReturnType<typeof createServer>;

/** Certificates that are replaced count for the next connection; those that are open go on. */
function encrypt(server: TlsServer, tls: TlsFiles, publicUrl: string): void {
  answerPlain(server, publicUrl);
  tls.onChange((material) => server.setSecureContext({ ...material, minVersion }));
}

/** Bytes that are no HTTP request: answered below the framework, in the same form as every other error. */
function answerBrokenRequest(error: ConnectionError, socket: Socket): void {
  // a handshake that failed has its own answer
  if (error.code === 'ECONNRESET' || error.code?.startsWith('ERR_SSL') || socket.destroyed)
    return void socket.destroy();
  const [status, detail] =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? [408, 'the request did not arrive in time']
      : error.code === 'HPE_HEADER_OVERFLOW'
        ? [431, 'headers: too long']
        : [400, 'this is not an HTTP request'];
  const body = JSON.stringify(problem(status, detail));
  if (socket.writable)
    socket.write(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/problem+json\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  socket.destroy();
}
