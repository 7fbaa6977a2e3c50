import { loadavg } from 'node:os';
import { freshDatabase } from '../test/services/database.ts';
import { type Served, serve } from './fanout/process.ts';
import { type Answered, bySql, chunksOf, overHttp, p50, p99, questionsOf } from './history/asking.ts';
import { type Stored, store } from './history/past.ts';
import { type Question, questions } from './history/questions.ts';
import type { BenchOptions, Row } from './lib/case.ts';
import { median } from './lib/median.ts';

/**
 * Questions about the past by four clients at once: over HTTP, as bare SQL, and as bare SQL on a plain table with the same indexes; with two and with
 * twenty million rows. Needs TimescaleDB (DATABASE_URL).
 */
export const name = 'history';

const rounds = 3;
const rounded = (ms: number): number => Math.round(ms * 100) / 100;

/** The figures of a way of asking: the middle one of its rounds. */
interface Figures {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly perSecond: number;
  readonly things: number;
}
const figuresOf = (answers: readonly Answered[]): Figures => ({
  p50Ms: rounded(median(answers.map(p50))),
  p99Ms: rounded(median(answers.map(p99))),
  perSecond: median(answers.map(({ perSecond }) => perSecond)),
  things: answers.reduce((sum, { things }) => sum + things, 0),
});

/** Each way in turn, three times after a warm one, with the same questions. */
async function compare(
  question: Question,
  hyper: Stored,
  plain: Stored,
  server: Served,
  count: number,
): Promise<Record<'http' | 'sql' | 'plain', Figures>> {
  const http: Answered[] = [];
  const sql: Answered[] = [];
  const plainSql: Answered[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const asked = questionsOf(question, hyper, count, round);
    const keep = round > 0;
    const answers = [
      await overHttp(server, asked),
      await bySql(hyper.url, asked),
      await bySql(plain.url, asked),
    ] as const;
    for (const [i, list] of [http, sql, plainSql].entries()) if (keep) list.push(answers[i] as Answered);
    if (answers[1].things !== answers[2].things || answers[0].things < answers[1].things)
      throw new Error(
        `${question.title}: ${answers.map(({ things }) => things).join(', ')} things in the answers`,
      );
  }
  return { http: figuresOf(http), sql: figuresOf(sql), plain: figuresOf(plainSql) };
}

async function* onDays(
  databaseUrl: string,
  days: number,
  count: number,
  flat: Map<string, number>,
): AsyncIterable<Row> {
  const databases = [await freshDatabase(databaseUrl), await freshDatabase(databaseUrl)] as const;
  const hyper = await store(databases[0].url, days, 'when-available');
  const plain = await store(databases[1].url, days, 'never');
  if (hyper.rows !== plain.rows) throw new Error(`${hyper.rows} rows, and ${plain.rows} in the plain table`);
  const server = await serve({ DATABASE_URL: hyper.url });
  const size = `${(hyper.rows / 1e6).toFixed(1)} M rows`;
  try {
    for (const question of questions) {
      const asked = questionsOf(question, hyper, 20, 99);
      const chunks = Math.max(...(await Promise.all(asked.map((one) => chunksOf(hyper.url, one)))));
      const { http, sql, plain: plainSql } = await compare(question, hyper, plain, server, count);
      const common = { bench: name, count, load: loadavg()[0] };
      const of = (way: string): string => `${question.title}, ${way}, ${size}`;
      yield { ...common, case: of('plain table'), ...plainSql, against: null, ratio: null };
      yield {
        ...common,
        case: of('SQL'),
        ...sql,
        against: of('plain table'),
        ratio: plainSql.p50Ms / sql.p50Ms,
        chunks,
      };
      const { limitMs } = question;
      const flatness = { overFewer: http.p50Ms / (flat.get(question.title) ?? http.p50Ms) };
      flat.set(question.title, flat.get(question.title) ?? http.p50Ms);
      yield {
        ...common,
        case: of('HTTP'),
        ...http,
        against: of('SQL'),
        ratio: sql.p50Ms / http.p50Ms,
        limitMs,
        ...flatness,
      };
    }
  } finally {
    await server.stop();
    for (const database of databases) await database.drop();
  }
}

export async function* run({ smoke }: BenchOptions): AsyncIterable<Row> {
  const { DATABASE_URL: databaseUrl } = process.env;
  if (databaseUrl === undefined) throw new Error('it needs DATABASE_URL (npm run services)');
  const flat = new Map<string, number>();
  for (const days of smoke ? [2] : [3, 30]) yield* onDays(databaseUrl, days, smoke ? 40 : 400, flat);
}
