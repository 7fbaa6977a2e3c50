import { decode } from '../../src/ais/decode.ts';
import { nothingDeclared } from '../../src/cargo/declared.ts';
import { judge } from '../../src/cargo/judge.ts';
import { createReader } from '../../src/nmea/reader.ts';
import { createConnection } from '../../src/traffic/connection.ts';
import { createDuplicateFilter } from '../../src/traffic/duplicates.ts';
import type { LivePicture, PictureLimits } from '../../src/traffic/live-picture.ts';
import { createPicture } from '../../src/traffic/picture.ts';

/** From bytes to the fused picture: the stages of `src/pipeline.ts` without rules and stores. */
export interface Fusing {
  readonly picture: LivePicture;
  bytes(chunk: Uint8Array, nowMs: number): void;
  readonly counts: { accepted: number; duplicate: number; refused: number };
}

/** A picture in a port where nothing was declared. */
export const judgedPicture = (limits: PictureLimits): LivePicture =>
  createPicture(limits, (vessel, nowMs) => judge(vessel, nothingDeclared, nowMs));

export function fusing(): Fusing {
  const picture = judgedPicture({ maxVessels: 200_000, forgetMs: 86_400_000 });
  const duplicates = createDuplicateFilter();
  const via = createConnection(1);
  const counts = { accepted: 0, duplicate: 0, refused: 0 };
  const reader = createReader({
    payload(payload, nowMs) {
      if (duplicates.seen(payload, via.id, nowMs)) {
        counts.duplicate++;
        return;
      }
      const message = decode(payload);
      if (typeof message === 'string') counts.refused++;
      else {
        counts.accepted++;
        picture.apply(message, 'bench', nowMs, via, null);
      }
    },
    refused: () => void counts.refused++,
    faulted() {},
    counted() {},
    ahead: picture.approach,
  });
  return { picture, counts, bytes: (chunk, nowMs) => reader.push(chunk, nowMs) };
}
