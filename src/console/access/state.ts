import { computed, signal } from '@preact/signals';
import type { SecurityLevels, SignInOptions } from '../../protocol/access.ts';
import { atFirst, type Happening, next, type Standing } from './standing.ts';

/** Who is at this page. Written by `door.ts` only. */
export const standing = signal<Standing>(atFirst);

/** The session that the page is drawn for: while it has ended, still that one. */
export const session = computed(() => standing.value.was ?? standing.value.session);

export const options = signal<SignInOptions | null>(null);
export const securityLevels = signal<SecurityLevels | null>(null);
/** Why the glass was broken, as far as this page knows it by itself. */
export const glassReason = signal<string | null>(null);
/** Why a one-time link did not open the door. */
export const linkRefusal = signal<string | null>(null);

export function tell(what: Happening): void {
  standing.value = next(standing.peek(), what);
}

/** What covers the map instead of being done beside it. */
export type Page = 'accounts' | 'keys' | 'audit';
export const page = signal<Page | null>(null);
export type Sheet = 'account' | 'purpose' | 'security-level';
export const sheet = signal<Sheet | null>(null);
