import { Type } from 'typebox';
import type { Schedule } from '../../lib/schedule.ts';
import { DeclarationBody, DeclarationList, DeclarationView } from '../../protocol/cargo.ts';
import { Mmsi } from '../../protocol/common.ts';
import { nameOf } from '../access/reader.ts';
import { presentDeclaration } from '../cargo/present.ts';
import { readDeclaration } from '../cargo/read.ts';
import type { GatewayPorts } from '../ports.ts';
import { badField, ProblemError } from '../problem.ts';
import { recorded } from '../recorded.ts';
import type { Gateway } from '../server.ts';
import { answers } from './answers.ts';
import { MmsiParams } from './vessels.ts';

const path = '/api/v1/vessels/:mmsi/declarations';

/** Cargo declared to the port, vessel by vessel. The vessel need not be in the picture yet. */
export function declarationRoutes(
  app: Gateway,
  { cargo, clock }: Pick<GatewayPorts, 'cargo' | 'clock'>,
  schedule: Schedule,
): void {
  app.get(
    path,
    {
      schema: {
        tags: ['cargo'],
        summary: 'All declarations that are kept, newest first, withdrawn and expired ones too',
        params: MmsiParams,
        querystring: Type.Object({}, { additionalProperties: false }),
        response: answers('The declarations on one page', DeclarationList, 400),
      },
    },
    (request, reply) => {
      const nowMs = clock();
      const items = cargo.list(Number(request.params.mmsi)).map((d) => presentDeclaration(d, nowMs));
      return reply.send({ items, next: null });
    },
  );

  const declared = answers('The same declaration stands already', DeclarationView, 400, 403, 413, 415, 503);
  app.post(
    path,
    {
      schema: {
        tags: ['cargo'],
        summary: 'Declares cargo; repeated: the same answer, no second declaration',
        params: MmsiParams,
        body: DeclarationBody,
        response: { ...declared, 201: { ...declared[200], description: 'Declared, and on disk' } },
      },
    },
    async (request, reply) => {
      const entry = {
        mmsi: Number(request.params.mmsi),
        cargo: readDeclaration(request.body, clock()),
      };
      const [result] = await recorded(cargo.declare([entry], nameOf(request)), schedule, 'the declaration');
      if (result === undefined) throw new Error('a declaration without a result');
      if (result.outcome === 'refused') throw badField(result.field, result.detail);
      if (result.outcome === 'declared') reply.code(201);
      return reply.send(presentDeclaration(result.declaration, clock()));
    },
  );

  app.delete(
    `${path}/:id`,
    {
      schema: {
        tags: ['cargo'],
        summary: 'Withdraws a declaration; it stays to be read. Repeated: the same answer',
        params: Type.Object({ mmsi: Mmsi, id: Type.String({ maxLength: 100 }) }),
        response: answers('The declaration, withdrawn', DeclarationView, 400, 403, 404, 503),
      },
    },
    async (request, reply) => {
      const { mmsi, id } = request.params;
      const found = await recorded(
        cargo.withdraw(Number(mmsi), id, nameOf(request)),
        schedule,
        'the declaration',
      );
      if (found === null) throw new ProblemError(404, `id: vessel ${mmsi} has no declaration '${id}'`);
      return reply.send(presentDeclaration(found, clock()));
    },
  );
}
