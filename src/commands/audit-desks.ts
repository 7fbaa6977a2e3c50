import { join } from 'node:path';
import { type AnchorPlace, anchorFile, keepAnchored } from '../access/audit/anchors.ts';
import { type AuditChain, openAuditChain } from '../access/audit/chain.ts';
import { type Followed, type Follower, follow } from '../access/audit/follow.ts';
import {
  followedAlerts,
  followedDeclarations,
  followedZones,
  type MadeDeclarations,
  type MadeZones,
  type WhoIs,
} from '../access/audit/followed.ts';
import { syslog } from '../access/audit/syslog.ts';
import { auditedAlerts, auditedCargo, auditedZones } from '../access/audit/through.ts';
import type { Settings } from '../config/settings.ts';
import type { AppendFile } from '../lib/append-file.ts';
import { schedule } from '../lib/schedule.ts';
import type { AuditNote } from '../model/access.ts';
import type { AlertEvent } from '../model/alert.ts';
import type { CargoDesk } from '../model/cargo.ts';
import type { AlertDesk, Clock, Log } from '../model/ports.ts';
import type { ZoneDesk } from '../model/zone-desk.ts';

/** What people change, each behind a journal of its own. */
export interface Desks {
  readonly alerts: AlertDesk;
  /** What the log of alerts had at opening. */
  readonly recovered: readonly AlertEvent[];
  readonly zones: ZoneDesk;
  readonly made: MadeZones;
  readonly cargo: CargoDesk & MadeDeclarations;
}

export interface AuditedDesks {
  readonly alerts: AlertDesk;
  readonly zones: ZoneDesk;
  readonly cargo: CargoDesk;
}

/** The audit of a server. */
export interface Audit {
  readonly chain: AuditChain;
  /** Follows a journal from now on: completes what a crash cut off. */
  follow(followed: Followed): Promise<Follower>;
  /** Follows the desks. @returns the desks as people use them: what they do is answered once it is in the audit too */
  over(desks: Desks, whoIs: WhoIs): Promise<AuditedDesks>;
  degraded(): string | null;
  close(): Promise<void>;
}

type AuditSettings = Pick<Settings, 'dataDir' | 'auditAnchorFile' | 'auditSyslog' | 'auditAnchorMinutes'>;

const started: AuditNote = {
  ...{ action: 'server.started', actor: null, address: null, purpose: null },
  ...{ object: 'server', outcome: 'done', detail: {} },
};

/** Opens the audit under the directory of data, and anchors it as the settings say. @throws when its files cannot be used */
export async function openAudit(
  { dataDir, auditAnchorFile, auditSyslog, auditAnchorMinutes }: AuditSettings,
  clock: Clock,
  log: Log,
  openFile?: (path: string) => Promise<AppendFile>,
): Promise<Audit> {
  const chain = await openAuditChain({
    ...{ dir: join(dataDir, 'audit'), clock, log },
    ...(openFile ? { openFile } : {}),
  });
  // so that there is a head to anchor from the first minute on; a disk that refuses is told by the chain
  await chain.record(started).catch(() => {});
  const places: AnchorPlace[] = [];
  if (auditAnchorFile !== null) places.push(anchorFile(auditAnchorFile));
  if (auditSyslog !== null) places.push(syslog(auditSyslog, clock));
  const anchoring = keepAnchored(chain, places, { intervalMs: auditAnchorMinutes * 60_000, schedule, log });
  const followers: Follower[] = [];

  async function followOne(followed: Followed): Promise<Follower> {
    const follower = await follow(chain, followed, { log });
    followers.push(follower);
    return follower;
  }

  return {
    chain,
    follow: followOne,
    async over({ alerts, recovered, zones, made, cargo }, whoIs) {
      const ofAlerts = await followOne(followedAlerts(alerts, recovered, whoIs));
      const ofZones = await followOne(followedZones(made, whoIs));
      const ofCargo = await followOne(followedDeclarations(cargo, whoIs));
      return {
        alerts: auditedAlerts(alerts, ofAlerts),
        zones: auditedZones(zones, ofZones),
        cargo: auditedCargo(cargo, ofCargo),
      };
    },
    degraded: () =>
      chain.degraded ?? followers.find(({ degraded }) => degraded !== null)?.degraded ?? anchoring.degraded,
    async close() {
      for (const follower of followers) follower.close();
      await anchoring.stop();
      await chain.close();
    },
  };
}
