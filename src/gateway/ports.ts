import type { AuditBook, Gatekeeper } from '../model/access.ts';
import type { AccountDesk, KeyDesk, SessionDesk } from '../model/access-desk.ts';
import type { AlertState } from '../model/alert.ts';
import type { Archive, ArchiveHealth } from '../model/archive.ts';
import type { BacktestDesk } from '../model/backtest.ts';
import type { CargoDesk, CargoSummary } from '../model/cargo.ts';
import type { Chronicle } from '../model/chronicle.ts';
import type { History, Recollection } from '../model/history.ts';
import type { OpenIdDesk } from '../model/openid-desk.ts';
import type {
  AlertStreams,
  ChannelState,
  Clock,
  Degradation,
  Picture,
  PictureChanges,
} from '../model/ports.ts';
import type { CrosscheckResult, PostedNmea, ReceiverTally } from '../model/reception.ts';
import type { SecurityLevels } from '../model/security-level.ts';
import type { Port, Zone } from '../model/zone.ts';
import type { ZoneDesk } from '../model/zone-desk.ts';

/** What the gateway stands on. Each route takes only the members that it uses. */
export interface GatewayPorts {
  readonly gatekeeper: Gatekeeper;
  readonly sessions: SessionDesk;
  readonly accounts: AccountDesk;
  readonly keys: KeyDesk;
  /** Null: there is no provider. */
  readonly openId: OpenIdDesk | null;
  readonly audit: AuditBook;
  readonly clock: Clock;
  /** Name, note and extent; its zones are those of `zones`. */
  readonly port: Omit<Port, 'zones'>;
  readonly zones: ZoneDesk;
  readonly securityLevels: SecurityLevels;
  readonly picture: Picture;
  /** Changes since the last call; the gateway is its one caller. */
  readonly takeChanges: () => PictureChanges;
  readonly alertsOf: AlertStreams;
  /** States of the alerts that everybody may know of. */
  readonly alertStates: () => Iterable<AlertState>;
  readonly cargo: CargoDesk;
  readonly cargoSummary: () => CargoSummary;
  readonly track: Archive['track'];
  readonly history: History;
  readonly chronicle: Chronicle;
  readonly recollection: Recollection;
  readonly backtests: BacktestDesk;
  /** A zone as somebody drew it, read as the port file is; else one sentence that says what is wrong with it. */
  readonly draftZone: (feature: unknown) => Zone | string;
  readonly archiveHealth: () => ArchiveHealth;
  readonly posted: PostedNmea;
  readonly receivers: () => Iterable<ReceiverTally>;
  readonly crosscheck: () => Readonly<Record<CrosscheckResult, number>>;
  /** Ways out of the house for alerts. */
  readonly channels: () => readonly ChannelState[];
  readonly degraded: () => readonly Degradation[];
  /** False while the server cannot do its work at all, e.g. before its picture is restored. */
  readonly ready: () => boolean;
  /** True while simulated traffic is fed. */
  readonly demo: () => boolean;
}
