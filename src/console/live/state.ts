import { computed, signal } from '@preact/signals';
import type { HelloFrame, StatusFrame } from '../../protocol/frames.ts';
import type { PortView, ZoneFeature } from '../../protocol/port.ts';
import type { LiveVessel } from '../../protocol/vessel.ts';
import { type AlertBook, emptyBook } from './alertBook.ts';
import { countHazards, type Picture } from './picture.ts';
import type { Phase } from './socket.ts';

/** What the page knows of the server. Written by `session.ts` only; everything on the page reads it. */

export const port = signal<PortView | null>(null);
export const zones = signal<readonly ZoneFeature[]>([]);
export const portFailure = signal<string | null>(null);

export const phase = signal<Phase>({ name: 'connecting', attempt: 0 });
export const hello = signal<HelloFrame | null>(null);
export const status = signal<StatusFrame | null>(null);
/** Server time of the latest vessels frame. */
export const pictureAtMs = signal<number | null>(null);

/** The picture is one map that changes in place, wrapped anew at each frame so that readers notice. */
export const picture = signal<{ readonly vessels: Picture }>({ vessels: new Map<string, LiveVessel>() });
export const hazardCounts = computed(() => countHazards(picture.value.vessels));

export const alertBook = signal<AlertBook>(emptyBook);
export const alertsLoaded = signal(false);
export const alertsFailure = signal<string | null>(null);
/** Alerts whose acknowledgement is on its way. */
export const pendingAcks = signal<ReadonlySet<string>>(new Set());

/** Server time minus this machine's, in ms, so that ages and the clock are the server's. */
export const clockOffsetMs = signal(0);
/** Server time, once a second. */
export const nowMs = signal(0);

export const zoneNames = computed(() => new Map(zones.value.map((z) => [z.id, z.properties.name])));
/** Demo traffic, as told by the socket or, before it opens, by the port. */
export const demo = computed(() => hello.value?.demo ?? port.value?.demo ?? false);
