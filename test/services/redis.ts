import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { Redis } from 'ioredis';

export interface FreshRedis {
  readonly url: string;
  /** Empties the logical database and gives it back. */
  drop(): Promise<void>;
}

/** Claims of logical databases stand in database 0, one key per index. */
const claimKey = (index: number): string => `havenwacht:test:claim:${index}`;

/**
 * An empty logical database of the server of `redisUrl`, claimed for this process. Only the database of that index
 * is ever emptied: one that holds data which no test of ours put there is passed over.
 */
export async function freshRedis(redisUrl: string): Promise<FreshRedis> {
  const count = await withRedis(redisUrl, 0, countDatabases);
  const claim = `${hostname()} ${process.pid} ${randomBytes(6).toString('hex')}`;
  for (let index = 1; index < count; index += 1) {
    if (!(await withRedis(redisUrl, 0, (redis) => take(redis, index, claim)))) continue;
    return {
      url: atIndex(redisUrl, index),
      drop: async () => {
        await withRedis(redisUrl, index, (redis) => redis.flushdb());
        await withRedis(redisUrl, 0, (redis) => redis.del(claimKey(index)));
      },
    };
  }
  throw new Error(`all ${count} logical databases of Redis are claimed by running tests or hold other data`);
}

async function countDatabases(redis: Redis): Promise<number> {
  const answer = await redis.config('GET', 'databases');
  return Number((answer as string[])[1]);
}

/** True when the database of this index is now ours and empty. */
async function take(redis: Redis, index: number, claim: string): Promise<boolean> {
  const key = claimKey(index);
  if ((await redis.set(key, claim, 'NX')) === 'OK') {
    if ((await sizeOf(redis, index)) === 0) return true;
    await redis.del(key);
    return false;
  }
  const holder = await redis.get(key);
  if (holder === null || !isAbandoned(holder)) return false;
  // Compare and set in one step: two processes may find the same abandoned claim.
  const script =
    "if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end redis.call('SET', KEYS[1], ARGV[2]) return 1";
  if ((await redis.eval(script, 1, key, holder, claim)) !== 1) return false;
  await redis.select(index);
  await redis.flushdb();
  return true;
}

async function sizeOf(redis: Redis, index: number): Promise<number> {
  await redis.select(index);
  const size = await redis.dbsize();
  await redis.select(0);
  return size;
}

/** A killed test run cannot give its database back; its process being gone says so. */
function isAbandoned(claim: string): boolean {
  const [host, pid] = claim.split(' ');
  if (host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function atIndex(redisUrl: string, index: number): string {
  const url = new URL(redisUrl);
  url.pathname = `/${index}`;
  return url.href;
}

async function withRedis<T>(url: string, index: number, use: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(atIndex(url, index), { lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => undefined);
  await redis.connect();
  try {
    return await use(redis);
  } finally {
    redis.disconnect();
  }
}
