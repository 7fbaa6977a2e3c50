import type { Action, FieldGroup } from '../../model/access.ts';

/**
 * Who may ask a route: everybody; whoever is in a session, even if it owes something; whoever may do this, or one of these. `loopback`: programs on
 * this machine, and whoever may read metrics.
 */
export type RouteAccess = 'open' | 'session' | 'loopback' | Action | readonly Action[];

/** A route, and who may ask it. */
export interface Door {
  /** In capitals. */
  readonly method: string;
  /** With `:parameters`. */
  readonly url: string;
  readonly access: RouteAccess;
  readonly sees: FieldGroup | null;
  readonly own: boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: RouteAccess;
    /** The answer is about this alone: it has to be seen of all, or (with `own`) of what is the organisation's own. */
    sees?: FieldGroup;
    /** What is asked for is held against the areas and vessels of the organisation: a reach of `own` opens the route. */
    own?: true;
  }
  interface FastifyInstance {
    /** All routes, once the server is ready. */
    doors(): readonly Door[];
  }
}
