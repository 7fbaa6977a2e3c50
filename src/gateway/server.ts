import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import fastify, { type ConnectionError, LogController } from 'fastify';
import { boundSilent } from './connections.ts';
import type { GatewayOptions } from './options.ts';
import { answerError, problem } from './problem.ts';

export const bodyLimitBytes = 64 * 1024;

/** The bare server with its limits: nothing in it may wait or grow without end. */
export function createServer({ log, trustProxy = [] }: Pick<GatewayOptions, 'log' | 'trustProxy'>) {
  const app = fastify({
    ...(log ? { loggerInstance: log } : {}),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyLimitBytes,
    // anybody can send X-Forwarded-For: only that of a known proxy says who asks
    trustProxy: trustProxy.length > 0 && [...trustProxy],
    // from the first byte to the last of a request; 0, the default, lets a slow sender hold a socket for ever
    requestTimeout: 15_000,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 5_000 },
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
  boundSilent(app.server, 500);
  // only JSON: what a form or a plain-text request of another site could send is refused with 415
  app.removeContentTypeParser('text/plain');
  return app;
}

export type Gateway = ReturnType<typeof createServer>;

/** Bytes that are no HTTP request: answered below the framework, in the same form as every other error. */
function answerBrokenRequest(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
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
