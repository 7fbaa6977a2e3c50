/** How long and how far apart what belongs together may come on one link. */

/** Sentences that belong together arrive together; a gap longer than this means another with the same number. */
export const MAX_AGE_MS = 10_000;
/** The same as a count of sentences, for where time stands still: a log read at full speed. */
export const MAX_APART = 64;
