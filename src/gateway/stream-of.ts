import { Readable } from 'node:stream';

/**
 * A stream of `pieces`, whose first piece is read before it returns: a database that does not answer is then a
 * problem document and not a broken body. Closing the stream closes `pieces`.
 */
export async function streamOf(pieces: AsyncGenerator<string, void, void>): Promise<Readable> {
  let first: IteratorResult<string, void> | null = await pieces.next();
  const iterator: AsyncIterableIterator<string> = {
    [Symbol.asyncIterator]: () => iterator,
    next: async () => {
      const piece = first ?? (await pieces.next());
      first = null;
      return piece;
    },
    return: async () => {
      await pieces.return();
      return { done: true, value: undefined };
    },
  };
  return Readable.from(iterator, { objectMode: false, highWaterMark: 64 * 1024 });
}
