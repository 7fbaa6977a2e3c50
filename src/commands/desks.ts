import { join } from 'node:path';
import { createAlertDesk, type WorkingAlertDesk } from '../alerts/desk.ts';
import { standardEscalation } from '../alerts/escalation.ts';
import { openJournal } from '../alerts/journal.ts';
import { createStreams } from '../alerts/streams.ts';
import { type CargoRegister, openRegister } from '../cargo/register.ts';
import { unknownAreas } from '../config/policy.ts';
import type { Settings } from '../config/settings.ts';
import type { AlertEvent } from '../model/alert.ts';
import type { AlertStreams, Clock, Log } from '../model/ports.ts';
import type { Port } from '../model/zone.ts';
import { zonesAtLevel } from '../zones/at-level.ts';
import { openSecurityLevels, type SecurityLevelRegister } from '../zones/security-levels.ts';
import type { AuditedDesks } from './audit-desks.ts';
import type { Closers } from './closers.ts';
import type { Doors } from './doors.ts';
import { type OpenZones, openZones } from './zones.ts';

/** What people and rules change, each with a journal that is the truth about it. */
export interface Desks {
  readonly journal: { readonly epoch: string; readonly recovered: readonly AlertEvent[] };
  readonly desk: WorkingAlertDesk;
  readonly cargo: CargoRegister;
  readonly zones: OpenZones;
  readonly securityLevels: SecurityLevelRegister;
  /** The zones with the rules that hold at the security level of now. */
  readonly active: ReturnType<typeof zonesAtLevel>;
  /** Zones and cargo as people change them: what they do is in the audit before it is answered. */
  readonly people: Pick<AuditedDesks, 'zones' | 'cargo'>;
  /** The alerts as each organisation may know of them. */
  readonly alertsOf: AlertStreams;
}

const deskLimits = { maxAlerts: 20_000, maxEvents: 20_000, retryMs: 1_000 };

/** The caller holds the lock of the data directory. @throws Error when a journal can neither be read nor written */
export async function openDesks(
  settings: Settings,
  port: Port,
  { policy, audit, whoIs }: Pick<Doors, 'policy' | 'audit' | 'whoIs'>,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  closers: Closers,
): Promise<Desks> {
  const { organisations } = policy;
  const file = (name: string): string => join(settings.dataDir, name);
  const journal = await openJournal({ path: file('alerts.journal'), log, organisations });
  closers.add(() => journal.close());
  const zones = await openZones(settings, port, clock, log);
  closers.add(() => zones.close());
  const escalation = { ...standardEscalation, ...settings.escalation, nextRole: settings.nextRole };
  const audienceOf = (zoneId: string) => zones.desk.get(zoneId)?.zone.visibleTo;
  const desk = createAlertDesk(journal, deskLimits, clock, log, { escalation, audienceOf });
  closers.add(() => desk.flush());
  const cargo = await openRegister({ path: file('declarations.journal'), clock, log });
  closers.add(() => cargo.close());
  for (const unknown of unknownAreas(policy, zones.desk.list()))
    log.warn(unknown, 'the policy gives an organisation an area that is no zone');
  const securityLevels = await openSecurityLevels({ path: file('security-levels.journal'), clock, log });
  closers.add(() => securityLevels.close());
  const registers = { zones: zones.desk, made: zones.made, cargo };
  const people = await audit.over({ alerts: desk, recovered: journal.recovered, ...registers }, whoIs);
  return {
    ...{ journal, desk, cargo, zones, securityLevels },
    active: zonesAtLevel(zones.desk, securityLevels),
    people: { zones: people.zones, cargo: people.cargo },
    alertsOf: createStreams(desk, journal, organisations, people.alerts),
  };
}
