import type { AlertView } from '../../protocol/alert.ts';
import type { DeclarationView } from '../../protocol/cargo.ts';
import type { PortView, ZoneFeature } from '../../protocol/port.ts';
import type { TrackFeature, VesselDetail } from '../../protocol/vessel.ts';
import { everyPage, RequestRefused, request, send } from './request.ts';

export const getPort = (): Promise<PortView> => request<PortView>('/port');

/** All zones, and the revision that a status frame names while they are the ones that stand. */
export async function getZones(): Promise<{ zones: ZoneFeature[]; revision: string }> {
  const zones: ZoneFeature[] = [];
  let revision: string | null = null;
  await everyPage<{ features: ZoneFeature[]; next: string | null; revision: string }>('/zones', (page) => {
    zones.push(...page.features);
    // of the first page: what changes while the others are read is loaded with the next status
    revision ??= page.revision;
  });
  return { zones, revision: revision ?? '' };
}

/** Every alert that has not ended. */
export async function getOpenAlerts(): Promise<AlertView[]> {
  const alerts: AlertView[] = [];
  for (const state of ['active', 'acknowledged', 'snoozed']) {
    await everyPage<{ items: AlertView[]; next: string | null }>(`/alerts?state=${state}&limit=500`, (p) =>
      alerts.push(...p.items),
    );
  }
  return alerts;
}

/** One vessel with who heard it. Throws `RequestRefused`. */
export const getVessel = (mmsi: string, signal: AbortSignal): Promise<VesselDetail> =>
  request<VesselDetail>(`/vessels/${mmsi}`, { signal });

/** The vessel's stored track, or null when nothing is stored. Throws `RequestRefused`. */
export async function getTrack(mmsi: string, signal: AbortSignal): Promise<TrackFeature | null> {
  try {
    return await request<TrackFeature>(`/vessels/${mmsi}/track`, { signal });
  } catch (error) {
    if (error instanceof RequestRefused && error.status === 404) return null;
    throw error;
  }
}

const postTo = (id: string, action: string, body: object): Promise<unknown> =>
  send('POST', `/alerts/${encodeURIComponent(id)}/${action}`, body);

/** Acknowledges an alert; done twice it changes nothing. Throws `RequestRefused`. */
export const acknowledge = (id: string): Promise<unknown> => postTo(id, 'acknowledge', {});

/** Pauses an alert until an instant; it comes back then if its condition holds. Throws `RequestRefused` naming the field. */
export const snooze = (id: string, until: string, why: string): Promise<unknown> =>
  postTo(id, 'snooze', { until, reason: why });

/** Ends an alert by hand. Throws `RequestRefused`. */
export const close = (id: string, note: string): Promise<unknown> =>
  postTo(id, 'close', note === '' ? {} : { note });

const declarations = (mmsi: string): string => `/vessels/${mmsi}/declarations`;

/** What was declared of a vessel's cargo, newest first. Throws `RequestRefused`. */
export const getDeclarations = async (mmsi: string, signal: AbortSignal): Promise<DeclarationView[]> =>
  (await request<{ items: DeclarationView[] }>(declarations(mmsi), { signal })).items;

/**
 * Declares cargo; done twice it changes nothing. Throws `RequestRefused` naming the field.
 * @param body a `DeclarationBody`, as far as the one who filled it in kept to it
 */
export const declare = (mmsi: string, body: object): Promise<DeclarationView> =>
  send<DeclarationView>('POST', declarations(mmsi), body);

export const withdraw = (mmsi: string, id: string): Promise<DeclarationView> =>
  request<DeclarationView>(`${declarations(mmsi)}/${encodeURIComponent(id)}`, { method: 'DELETE' });
