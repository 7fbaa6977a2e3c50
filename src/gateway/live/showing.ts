import type { Reader } from '../../model/access.ts';
import type { Alert } from '../../model/alert.ts';
import type { ZoneDesk } from '../../model/zone-desk.ts';
import { alertDisclosureOf } from '../access/alert-disclosure.ts';
import { type Discloser, type Disclosure, discloserOf, hiddenZonesOf } from '../access/disclosure.ts';

/** How much a client is shown of what it is told. */
export interface Showing {
  readonly vessel: Discloser;
  readonly alert: (alert: Alert) => Disclosure;
  readonly receivers: boolean;
  /** Whether it answers for what is behind the glass. */
  readonly glass: boolean;
  /** Of the zones that it may know of. */
  readonly zonesRevision: () => string;
}

export function showingOf(reader: Reader, zones: Pick<ZoneDesk, 'list' | 'revisionWithout'>): Showing {
  const hidden = hiddenZonesOf(reader, zones);
  return {
    vessel: discloserOf(reader, zones),
    alert: (alert) => alertDisclosureOf(reader, alert),
    receivers: reader.may('receivers.read') === 'all',
    glass: reader.may('security-level.set') === 'all',
    zonesRevision: () => zones.revisionWithout(hidden()),
  };
}
