import type { Refusal, RefusalCause } from '../model/access-desk.ts';

export const refused = (
  cause: RefusalCause,
  detail: string,
  field: string | null = null,
  waitMs: number | null = null,
): Refusal => ({
  ...{ outcome: 'refused', cause, detail, field },
  retryAfterS: waitMs === null ? null : Math.max(1, Math.ceil(waitMs / 1000)),
});
