import { Agent, get, type OutgoingHttpHeaders } from 'node:http';
import pg from 'pg';
import { createRandom } from '../../src/lib/random.ts';
import { quantile } from '../fanout/latency.ts';
import type { Served } from '../fanout/process.ts';
import type { Stored } from './past.ts';
import type { Asked, Question } from './questions.ts';

const CLIENTS = 4;

/** Milliseconds of each answer, and how many things all of them had. */
export interface Answered {
  readonly ms: readonly number[];
  readonly things: number;
  readonly perSecond: number;
}

/** The same questions in the same order, asked by four at once, each as soon as it has its answer; looked into when all are there. */
async function asked<T>(
  questions: readonly Asked[],
  answer: (question: Asked, client: number) => Promise<T>,
  countOf: (question: Asked, answer: T) => number,
): Promise<Answered> {
  const ms: number[] = [];
  const answers: (readonly [Asked, T])[] = [];
  let next = 0;
  const startMs = performance.now();
  const client = async (_: unknown, number: number): Promise<void> => {
    for (let question = questions[next++]; question !== undefined; question = questions[next++]) {
      const fromMs = performance.now();
      const found = await answer(question, number);
      ms.push(performance.now() - fromMs);
      answers.push([question, found]);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  const perSecond = (ms.length * 1_000) / (performance.now() - startMs);
  return {
    ms,
    things: answers.reduce((sum, [question, found]) => sum + countOf(question, found), 0),
    perSecond,
  };
}

export function questionsOf(question: Question, stored: Stored, count: number, seed: number): Asked[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => question.ask(stored, random));
}

const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });

function read(url: string, headers: OutgoingHttpHeaders): Promise<Buffer> {
  return new Promise((done, failed) => {
    const request = get(url, { agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const body = Buffer.concat(chunks);
        if (response.statusCode === 200) done(body);
        else failed(new Error(`${url}: ${response.statusCode} ${body.toString()}`));
      });
    });
    request.on('error', failed);
  });
}

export const overHttp = (
  { url, live: { headers } }: Pick<Served, 'url' | 'live'>,
  questions: readonly Asked[],
): Promise<Answered> =>
  asked(
    questions,
    ({ path }) => read(url + path, headers),
    ({ count }, body) => count(body.toString()),
  );

/** By `pg` with a connection a client, and nothing around the statements. */
export async function bySql(url: string, questions: readonly Asked[]): Promise<Answered> {
  const pools = Array.from({ length: CLIENTS }, () => new pg.Pool({ connectionString: url, max: 1 }));
  try {
    for (const pool of pools) await pool.query('SET jit = off');
    return await asked(
      questions,
      (question, client) => question.bare(pools[client] as pg.Pool),
      (_, count) => count,
    );
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
