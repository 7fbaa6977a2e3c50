import type { Reader } from '../../model/access.ts';
import type { Alert } from '../../model/alert.ts';
import type { ZoneDesk } from '../../model/zone-desk.ts';
import { alertDisclosureOf } from '../access/alert-disclosure.ts';
import { type Discloser, type Disclosure, discloserOf } from '../access/disclosure.ts';

/** How much a client is shown of what it is told. */
export interface Showing {
  readonly vessel: Discloser;
  readonly alert: (alert: Alert) => Disclosure;
  readonly receivers: boolean;
}

export const showingOf = (reader: Reader, zones: Pick<ZoneDesk, 'list'>): Showing => ({
  vessel: discloserOf(reader, zones),
  alert: (alert) => alertDisclosureOf(reader, alert),
  receivers: reader.may('receivers.read') === 'all',
});
