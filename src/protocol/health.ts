import { type Static, Type } from 'typebox';

export const Alive = Type.Object({ alive: Type.Literal(true) });

/** `/readyz`: what works and what does not. */
export const Readiness = Type.Object(
  {
    ready: Type.Boolean({ description: 'False when the server cannot do its work (status 503)' }),
    degraded: Type.Optional(
      Type.Array(Type.Object({ part: Type.String(), detail: Type.String() }), {
        description: 'Told to those who are known, and on the machine itself',
      }),
    ),
  },
  { $id: 'Readiness' },
);
export type Readiness = Static<typeof Readiness>;
