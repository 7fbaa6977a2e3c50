import { ImportReport } from '../../protocol/cargo.ts';
import { nameOf } from '../access/reader.ts';
import { csvRows } from '../cargo/csv-rows.ts';
import { importRows } from '../cargo/import.ts';
import { jsonRows } from '../cargo/json-rows.ts';
import type { Row } from '../cargo/rows.ts';
import type { GatewayPorts } from '../ports.ts';
import { badField, ProblemError } from '../problem.ts';
import type { Gateway } from '../server.ts';
import { answers } from './answers.ts';

const bodyLimit = 1024 * 1024;

/** The text of a body; broken UTF-8 would change names without a word. */
function textOf(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    throw badField('body', 'not valid UTF-8');
  }
}

/** Files of declarations. In a scope of its own, because it reads bodies that no other route takes. */
export async function declarationImportRoute(
  app: Gateway,
  { cargo, clock }: Pick<GatewayPorts, 'cargo' | 'clock'>,
): Promise<void> {
  await app.register(async (scope) => {
    const readers = new Map<string, (text: string) => Iterable<Row>>([
      ['text/csv', csvRows],
      ['application/json', jsonRows],
    ]);
    for (const [type, rowsOf] of readers)
      scope.addContentTypeParser(
        type,
        { parseAs: 'buffer', bodyLimit },
        async (_request: unknown, body: Buffer) => [...rowsOf(textOf(body))],
      );
    scope.addContentTypeParser('*', async () => {
      throw new ProblemError(415, 'content-type: text/csv or application/json');
    });

    scope.post(
      '/api/v1/declarations/import',
      {
        config: { access: 'declarations.write' },
        bodyLimit,
        schema: {
          tags: ['cargo'],
          summary: 'Declares every good row of a CSV or JSON file, and reports each bad one',
          consumes: [...readers.keys()],
          response: answers('What became of each row', ImportReport, 400, 403, 413, 415, 503),
        },
      },
      async (request, reply) => {
        if (!Array.isArray(request.body)) throw badField('body', 'empty');
        try {
          return reply.send(await importRows(request.body as Row[], cargo, nameOf(request), clock));
        } catch (error) {
          if (error instanceof ProblemError) throw error;
          request.log.error({ err: error }, 'an import was broken off');
          throw new ProblemError(503, 'not everything is on disk; import the file again to be sure');
        }
      },
    );
  });
}
