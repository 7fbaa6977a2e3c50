import type { Reader } from '../../model/access.ts';
import type { Alert } from '../../model/alert.ts';
import type { AlertStream } from '../../model/ports.ts';
import type { GatewayPorts } from '../ports.ts';
import { alertDisclosureOf, presentAlert } from './alert-disclosure.ts';

type Ports = Pick<GatewayPorts, 'alertsOf'>;

/** The alerts that the reader may know of. */
export const alertsFor = (reader: Reader, { alertsOf }: Ports): AlertStream =>
  alertsOf(reader.organisation.id, reader.may('alerts.read'));

/** Whether the reader may act on this one of them. */
export function mayActOn(id: string, reader: Reader, { alertsOf }: Ports): boolean {
  const reach = reader.may('alerts.act');
  return reach === 'all' || alertsOf(reader.organisation.id, reach).get(id) !== null;
}

/** The alert as the reader is shown it. */
export const alertShown = (alert: Alert, reader: Reader): Alert =>
  presentAlert(alert, alertDisclosureOf(reader, alert));
