/** Cuts a stream of bytes behind its line feeds. */
export interface LineSplitter {
  /** The lines that `chunk` completes, each with its line feed; valid until the next call. */
  push(chunk: Buffer): Iterable<Buffer>;
  /** What came behind the last line feed. */
  rest(): Buffer;
}

const LINE_FEED = 0x0a;

/** @param maxBytes a line that grows beyond it is given in pieces, so that memory stays bounded */
export function createLineSplitter(maxBytes: number): LineSplitter {
  let rest: Buffer = Buffer.alloc(0);
  return {
    *push(chunk) {
      let data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      rest = Buffer.alloc(0);
      for (;;) {
        const end = data.indexOf(LINE_FEED);
        if (end < 0) break;
        yield data.subarray(0, end + 1);
        data = data.subarray(end + 1);
      }
      if (data.length > maxBytes) yield data;
      else rest = data;
    },
    rest: () => rest,
  };
}
