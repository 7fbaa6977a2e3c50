/** What the thread that holds PGlite and the thread that uses it say to each other. */

export interface EmbeddedSettings {
  /** Directory of the database; created when absent. */
  readonly dir: string;
}

/** Bytes are whole frontend messages of the PostgreSQL wire protocol, as `pg` writes them. */
export type ToEmbedded =
  | { readonly say: 'begin'; readonly session: number }
  | { readonly say: 'bytes'; readonly session: number; readonly bytes: Uint8Array }
  | { readonly say: 'close' };

/** One `answer` for each `bytes`, in order; it may be empty. */
export type FromEmbedded =
  | { readonly say: 'ready' }
  | { readonly say: 'failed'; readonly reason: string }
  | { readonly say: 'answer'; readonly session: number; readonly bytes: Uint8Array }
  | { readonly say: 'closed' };
