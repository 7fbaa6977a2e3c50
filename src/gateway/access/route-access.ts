import type { Action } from '../../model/access.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may ask: everybody, whoever is in a session even if it owes something, or who may do this. */
    access?: 'open' | 'session' | Action;
  }
}
