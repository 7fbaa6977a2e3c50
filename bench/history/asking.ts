import pg from 'pg';
import { createRandom } from '../../src/lib/random.ts';
import { quantile } from '../fanout/latency.ts';
import type { Stored } from './past.ts';
import type { Asked, Question } from './questions.ts';

const CLIENTS = 4;

/** Milliseconds of each answer, and how many things all of them had. */
export interface Answered {
  readonly ms: readonly number[];
  readonly things: number;
  readonly perSecond: number;
}

/** The same questions in the same order, asked by four at once, each as soon as it has its answer. */
async function asked(
  questions: readonly Asked[],
  answer: (question: Asked, client: number) => Promise<number>,
): Promise<Answered> {
  const ms: number[] = [];
  let things = 0;
  let next = 0;
  const startMs = performance.now();
  const client = async (_: unknown, number: number): Promise<void> => {
    for (let question = questions[next++]; question !== undefined; question = questions[next++]) {
      const fromMs = performance.now();
      const found = await answer(question, number);
      things += found;
      ms.push(performance.now() - fromMs);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return { ms, things, perSecond: (ms.length * 1_000) / (performance.now() - startMs) };
}

export function questionsOf(question: Question, stored: Stored, count: number, seed: number): Asked[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => question.ask(stored, random));
}

export const overHttp = (url: string, questions: readonly Asked[]): Promise<Answered> =>
  asked(questions, async ({ path, count }) => {
    const response = await fetch(url + path);
    const body = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${body}`);
    return count(body);
  });

/** By `pg` with a connection a client, and nothing around the statements. */
export async function bySql(url: string, questions: readonly Asked[]): Promise<Answered> {
  const pools = Array.from({ length: CLIENTS }, () => new pg.Pool({ connectionString: url, max: 1 }));
  try {
    for (const pool of pools) await pool.query('SET jit = off');
    return await asked(questions, (question, client) => question.bare(pools[client] as pg.Pool));
  } finally {
    await Promise.all(pools.map((pool) => pool.end()));
  }
}

/** Chunks that the plan of a question's main statement reads. @throws when one lies outside its time */
export async function chunksOf(url: string, { main, fromMs, toMs }: Asked): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const explained = await client.query<{ 'QUERY PLAN': unknown }>({
      text: `EXPLAIN (ANALYZE, FORMAT JSON) ${main.text}`,
      values: main.values ?? [],
    });
    const touched = new Set(JSON.stringify(explained.rows).match(/_hyper_\d+_\d+_chunk/g) ?? []);
    const { rows } = await client.query<{ chunk_name: string }>(
      `SELECT chunk_name FROM timescaledb_information.chunks
        WHERE hypertable_schema = 'havenwacht' AND hypertable_name = 'positions'
          AND range_end > to_timestamp($1::float8 / 1000) AND range_start < to_timestamp($2::float8 / 1000)`,
      [fromMs, toMs],
    );
    const allowed = new Set(rows.map(({ chunk_name: name }) => name));
    for (const chunk of touched)
      if (!chunk.includes('index') && !allowed.has(chunk))
        throw new Error(`a plan touches ${chunk}, outside its time`);
    return touched.size;
  } finally {
    await client.end();
  }
}

export const p50 = ({ ms }: Answered): number => quantile(ms, 0.5);
export const p99 = ({ ms }: Answered): number => quantile(ms, 0.99);
