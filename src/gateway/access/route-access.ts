import type { Action } from '../../model/access.ts';

/**
 * Who may ask a route: everybody; whoever is in a session, even if it owes something; whoever may do this, or one of these. `loopback`: programs on
 * this machine, and whoever may read metrics.
 */
export type RouteAccess = 'open' | 'session' | 'loopback' | Action | readonly Action[];

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: RouteAccess;
    /** What is asked for is held against the areas and vessels of the organisation: a reach of `own` opens the route. */
    own?: true;
  }
}
