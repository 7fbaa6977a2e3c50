import { Type } from 'typebox';
import { instant } from '../../lib/instant.ts';
import type { GridAsked, GridCell } from '../../model/history.ts';
import { Instant } from '../../protocol/common.ts';
import { GridCollection, GridReport } from '../../protocol/history.ts';
import { askArchive } from '../asking.ts';
import { readArea } from '../history/place.ts';
import { presentCell } from '../history/present.ts';
import { readInterval } from '../interval.ts';
import type { GatewayPorts } from '../ports.ts';
import { badField, ProblemError } from '../problem.ts';
import type { Gateway } from '../server.ts';
import { degreesOf } from '../track/metres.ts';
import { answers } from './answers.ts';

const longestDays = 31;
const mostCells = 20_000;
/** Each of these reads every report of its time for up to 25 s: they leave connections to the others. */
const mostAtOnce = 2;

const Query = Type.Object(
  {
    bbox: Type.String({ maxLength: 200, description: 'w,s,e,n in degrees' }),
    from: Type.Optional(Instant),
    to: Type.Optional(Instant),
    cellM: Type.Optional(Type.Number({ minimum: 10, maximum: 100_000, default: 500 })),
    format: Type.Optional(Type.Enum(['geojson', 'json'], { default: 'geojson' })),
  },
  { additionalProperties: false },
);

/** How the area is divided. Throws a problem that names `cellM` when that gives too many cells. */
function gridOf(area: GridAsked['area'], cellM: number) {
  const [west, south, east, north] = area;
  const [stepLon, stepLat] = degreesOf(cellM, (south + north) / 2);
  // an area that is a whole number of cells wide is not given one more for the rounding
  const columns = Math.ceil((east - west) / stepLon - 1e-9);
  const rows = Math.ceil((north - south) / stepLat - 1e-9);
  if (columns * rows > mostCells)
    throw badField(
      'cellM',
      `gives ${columns} × ${rows} cells and ${mostCells} is the limit: ask for larger cells or a smaller box`,
    );
  return { stepLon, stepLat, columns, rows };
}

/** Where traffic is dense. */
export function historyDensityRoute(app: Gateway, ports: Pick<GatewayPorts, 'clock' | 'history'>): void {
  let running = 0;
  async function cellsOf(asked: GridAsked, gone: AbortSignal): Promise<readonly GridCell[]> {
    if (running >= mostAtOnce)
      throw new ProblemError(
        429,
        `${mostAtOnce} densities are computed already, which is the limit: ask again later`,
      );
    running += 1;
    try {
      return await ports.history.density(asked, gone);
    } finally {
      running -= 1;
    }
  }

  app.get(
    '/api/v1/history/density',
    {
      config: { access: 'history.read' },
      schema: {
        tags: ['history'],
        summary: `Vessels and vessel-minutes in the cells of a grid; at most ${longestDays} days and ${mostCells} cells`,
        querystring: Query,
        response: answers(
          'Cells in which there was somebody',
          Type.Union([GridCollection, GridReport]),
          400,
          422,
          429,
          503,
        ),
      },
    },
    async (request, reply) => {
      const { bbox, cellM = 500, format = 'geojson', ...query } = request.query;
      const area = readArea(bbox);
      const { columns, rows, ...steps } = gridOf(area, cellM);
      const span = readInterval(query, ports.clock(), longestDays);
      const asked: GridAsked = { ...span, area, ...steps };
      const cells = await askArchive(request, reply, 'ask for a shorter time or a smaller box', (gone) =>
        cellsOf(asked, gone),
      );
      const head = { from: instant(span.fromMs), to: instant(span.toMs), cellM };
      if (format === 'json')
        return reply.send({
          ...head,
          ...{ bbox: [...area], ...steps, columns, rows },
          cells: cells.map(({ column, row, vessels, vesselMinutes }) => [
            column,
            row,
            vessels,
            vesselMinutes,
          ]),
        });
      return reply.send({
        ...{ type: 'FeatureCollection', ...head },
        features: cells.map((cell) => presentCell(cell, asked)),
      });
    },
  );
}
