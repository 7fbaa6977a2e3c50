import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { byNameOnly } from '../../src/access/audit/followed.ts';
import { raise } from '../../src/alerts/desk.test-data.ts';
import { createAlertDesk } from '../../src/alerts/desk.ts';
import { openJournal } from '../../src/alerts/journal.ts';
import { openRegister } from '../../src/cargo/register.ts';
import { openAudit } from '../../src/commands/audit-desks.ts';
import { readZone } from '../../src/config/zone.ts';
import type { AppendFile } from '../../src/lib/append-file.ts';
import type { AuditEntry } from '../../src/model/access.ts';
import type { Log } from '../../src/model/ports.ts';
import { openZoneRegister } from '../../src/zones/register.ts';
import { cargoOf, nowMs } from '../cargo-samples.ts';

/** What somebody does; what was done already is not done again. */
export const steps = [
  'acknowledge',
  'zone 1',
  'declare',
  'zone 2',
  'withdraw',
  'close',
  'zone gone',
] as const;
export type Step = (typeof steps)[number];

const log: Log = { info() {}, warn() {}, error() {} };
const clock = () => nowMs;
const mmsi = 244_000_001;
const feature = (name: string) => ({
  ...{ type: 'Feature', geometry: { type: 'Point', coordinates: [4.3, 51.3] } },
  properties: { kind: 'area', radiusM: 300, name },
});

/** The desks that people change things at, on the files of a directory, with their audit, composed as the server does it. */
export async function openAudited(dataDir: string, openFile?: (path: string) => Promise<AppendFile>) {
  mkdirSync(dataDir, { recursive: true });
  const settings = { dataDir, auditAnchorFile: null, auditSyslog: null, auditAnchorMinutes: 5 };
  const audit = await openAudit(settings, clock, log, openFile);
  const journal = await openJournal({ path: join(dataDir, 'alerts.journal'), log });
  const desk = createAlertDesk(journal, { maxAlerts: 100, maxEvents: 100, retryMs: 1_000 }, clock, log);
  const cargo = await openRegister({ path: join(dataDir, 'declarations.journal'), clock, log });
  const zones = await openZoneRegister({
    ...{ path: join(dataDir, 'zones.journal'), base: [], read: readZone, clock, log },
  });
  const alerts = { alerts: desk, recovered: journal.recovered };
  const desks = await audit.over({ ...alerts, zones, made: zones, cargo }, byNameOnly);
  if (desk.seq === 0) desk.consider([raise('cause')], nowMs);
  await desk.flush();

  /** What the journals have of people, in the words of the audit. */
  function done(): string[] {
    const events = (desk.eventsAfter(0) ?? []).filter(({ by }) => by !== null);
    const made = cargo.list(mmsi);
    return [
      ...events.map(({ event, alert }) => `alert.${event} alert/${alert.id}`),
      ...zones.versions('dock').map(({ feature: after, version }) => {
        const what = after === null ? 'deleted' : version === 1 ? 'created' : 'changed';
        return `zone.${what} zone/dock`;
      }),
      ...made.map(({ id }) => `declaration.made declaration/${id}`),
      ...made
        .filter((d) => d.withdrawnAtMs !== null)
        .map(({ id }) => `declaration.withdrawn declaration/${id}`),
    ];
  }

  return {
    audit,
    desk,
    zones,
    cargo,
    desks,
    done,
    entries: (): Promise<readonly AuditEntry[]> => audit.chain.page(0, 1_000),
    async close() {
      await audit.close();
      await desk.flush();
      await Promise.all([journal.close(), cargo.close(), zones.close()]);
    },
  };
}
export type Audited = Awaited<ReturnType<typeof openAudited>>;

/** Takes a step, as a person at a desk. */
export async function take({ desks: { alerts, zones, cargo }, desk }: Audited, step: Step): Promise<void> {
  const alert = desk.list({ state: null, kind: null, after: 0, limit: 1 })[0]?.id ?? '';
  const [latest] = zones.versions('dock');
  const [declared] = cargo.list(mmsi);
  if (step === 'acknowledge') await alerts.act(alert, 'acknowledge', 'ann', 'seen');
  if (step === 'close') await alerts.act(alert, 'close', 'bob', null);
  if (step === 'declare') await cargo.declare([{ mmsi, cargo: cargoOf({ cones: 2 }) }], 'ann');
  if (step === 'withdraw' && declared) await cargo.withdraw(mmsi, declared.id, 'bob');
  if (step === 'zone 1') await zones.put('dock', feature('Dock'), 'absent', 'ann');
  if (step === 'zone 2' && latest?.version === 1) await zones.put('dock', feature('Dock 2'), 'exists', 'bob');
  if (step === 'zone gone') await zones.remove('dock', 'exists', 'bob');
}
