import { type Static, Type } from 'typebox';

export const Alive = Type.Object({ alive: Type.Literal(true) });

/** `/readyz`: what works and what does not. */
export const Readiness = Type.Object(
  {
    ready: Type.Boolean({ description: 'False when the server cannot do its work (status 503)' }),
    degraded: Type.Array(Type.Object({ part: Type.String(), detail: Type.String() })),
  },
  { $id: 'Readiness' },
);
export type Readiness = Static<typeof Readiness>;
