import type { Reader } from '../../model/access.ts';
import type { Alert } from '../../model/alert.ts';
import type { AlertStream } from '../../model/ports.ts';
import type { ZoneDesk } from '../../model/zone-desk.ts';
import type { GatewayPorts } from '../ports.ts';
import { alertDisclosureOf, presentAlert } from './alert-disclosure.ts';
import { ownsAlert } from './own-alert.ts';
import { missing } from './permission.ts';

type Ports = Pick<GatewayPorts, 'alertsOf'>;

/** The alerts that the reader may know of. */
export const alertsFor = (reader: Reader, { alertsOf }: Ports): AlertStream =>
  alertsOf(reader.organisation.id, reader.may('alerts.read'));

/** Why the reader may not act on this one of them; null: it may. */
export function actionFault(alert: Alert, reader: Reader, zones: Pick<ZoneDesk, 'get'>): string | null {
  return missing(reader, 'alerts.act', ownsAlert(reader, alert, zones));
}

/** The alert as the reader is shown it. */
export const alertShown = (alert: Alert, reader: Reader): Alert =>
  presentAlert(alert, alertDisclosureOf(reader, alert));
