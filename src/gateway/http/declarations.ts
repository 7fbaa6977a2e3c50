import { Type } from 'typebox';
import type { Schedule } from '../../lib/schedule.ts';
import type { Thing } from '../../model/access.ts';
import { DeclarationBody, DeclarationList, DeclarationView } from '../../protocol/cargo.ts';
import { Mmsi } from '../../protocol/common.ts';
import { type ReadingNotes, watchedFields } from '../access/audited.ts';
import { demand, demandField, seesField } from '../access/permission.ts';
import { nameOf, readerOf } from '../access/reader.ts';
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
  { cargo, clock, picture }: Pick<GatewayPorts, 'cargo' | 'clock' | 'picture'>,
  schedule: Schedule,
  notes: ReadingNotes,
): void {
  const thing = (mmsi: string): Thing => ({ mmsi, zones: picture.get(Number(mmsi))?.zones ?? [] });

  app.get(
    path,
    {
      config: { access: 'picture.read', sees: 'declarations', own: true },
      schema: {
        tags: ['cargo'],
        summary: 'All declarations that are kept, newest first, withdrawn and expired ones too',
        params: MmsiParams,
        querystring: Type.Object({}, { additionalProperties: false }),
        response: answers('The declarations on one page', DeclarationList, 400),
      },
    },
    async (request, reply) => {
      const { mmsi } = request.params;
      const reader = readerOf(request);
      demandField(reader, 'declarations', thing(mmsi));
      await notes.read(request, `vessel/${mmsi}`, watchedFields(reader));
      const nowMs = clock();
      const withPersons = seesField(reader, 'persons', thing(mmsi));
      const items = cargo.list(Number(mmsi)).map((d) => presentDeclaration(d, nowMs, withPersons));
      return reply.send({ items, next: null });
    },
  );

  const declared = answers('The same declaration stands already', DeclarationView, 400, 403, 413, 415, 503);
  app.post(
    path,
    {
      config: { access: 'declarations.write', own: true },
      schema: {
        tags: ['cargo'],
        summary: 'Declares cargo; repeated: the same answer, no second declaration',
        params: MmsiParams,
        body: DeclarationBody,
        response: { ...declared, 201: { ...declared[200], description: 'Declared, and on disk' } },
      },
    },
    async (request, reply) => {
      const { mmsi } = request.params;
      const reader = readerOf(request);
      demand(reader, 'declarations.write', thing(mmsi));
      const entry = {
        mmsi: Number(mmsi),
        cargo: readDeclaration(request.body, clock()),
      };
      const [result] = await recorded(cargo.declare([entry], nameOf(request)), schedule, 'the declaration');
      if (result === undefined) throw new Error('a declaration without a result');
      if (result.outcome === 'refused') throw badField(result.field, result.detail);
      if (result.outcome === 'declared') reply.code(201);
      // it is what the reader declared itself
      return reply.send(presentDeclaration(result.declaration, clock(), true));
    },
  );

  app.delete(
    `${path}/:id`,
    {
      config: { access: 'declarations.write', sees: 'declarations', own: true },
      schema: {
        tags: ['cargo'],
        summary: 'Withdraws a declaration; it stays to be read. Repeated: the same answer',
        params: Type.Object({ mmsi: Mmsi, id: Type.String({ maxLength: 100 }) }),
        response: answers('The declaration, withdrawn', DeclarationView, 400, 403, 404, 503),
      },
    },
    async (request, reply) => {
      const { mmsi, id } = request.params;
      const reader = readerOf(request);
      demand(reader, 'declarations.write', thing(mmsi));
      demandField(reader, 'declarations', thing(mmsi));
      const found = await recorded(
        cargo.withdraw(Number(mmsi), id, nameOf(request)),
        schedule,
        'the declaration',
      );
      if (found === null) throw new ProblemError(404, `id: vessel ${mmsi} has no declaration '${id}'`);
      return reply.send(presentDeclaration(found, clock(), seesField(reader, 'persons', thing(mmsi))));
    },
  );
}
