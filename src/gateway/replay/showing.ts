import type { Reader } from '../../model/access.ts';
import type { Alert } from '../../model/alert.ts';
import type { AlertScope } from '../../model/audience.ts';
import { alertDisclosureOf } from '../access/alert-disclosure.ts';
import { alertsFor } from '../access/alerts.ts';
import { type Discloser, type Disclosure, discloserThen } from '../access/disclosure.ts';
import type { GatewayPorts } from '../ports.ts';

/** How much of the past a client is shown: by what its reader may see today. */
export interface PastShowing {
  readonly vessel: Discloser;
  /** Whose alerts; null: none. */
  readonly scope: AlertScope | null;
  readonly alert: (alert: Alert) => Disclosure;
  /** Alerts have the numbers of the log. Else they are counted from the beginning of the replay: what is between would tell of what is hidden. */
  readonly isWhole: boolean;
}

export function pastShowingOf(reader: Reader, ports: Pick<GatewayPorts, 'alertsOf' | 'zones'>): PastShowing {
  const reach = reader.may('alerts.read');
  const { organisation } = reader;
  return {
    vessel: discloserThen(reader, ports.zones),
    scope: reach === 'none' ? null : { ...organisation, confined: organisation.confined || reach === 'own' },
    alert: (alert) => alertDisclosureOf(reader, alert),
    isWhole: alertsFor(reader, ports).isWhole,
  };
}
