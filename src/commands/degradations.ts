import type { WorkingAlertDesk } from '../alerts/desk.ts';
import type { CargoRegister } from '../cargo/register.ts';
import type { Channel } from '../channels/channel.ts';
import type { ArchiveHealth } from '../model/archive.ts';
import type { Degradation } from '../model/ports.ts';
import type { SecurityLevelRegister } from '../zones/security-levels.ts';
import type { Doors } from './doors.ts';
import type { LiveStores } from './live-stores.ts';
import type { OpenZones } from './zones.ts';

/** What does not work as it should, and why, in the words of the part that knows. */
export function degradations(
  archive: ArchiveHealth,
  stores: LiveStores,
  desk: WorkingAlertDesk,
  cargo: CargoRegister,
  zones: OpenZones,
  securityLevels: SecurityLevelRegister,
  channels: readonly Channel[],
  { access, audit, openId, certificates }: Doors,
): Degradation[] {
  const parts = {
    archive: archive.degraded ? (archive.lastError ?? 'writing is behind') : null,
    live: stores.degraded(),
    alerts: desk.degraded,
    cargo: cargo.degraded,
    zones: zones.degraded(),
    audit: audit.degraded(),
    'security-level': securityLevels.degraded,
    tls: certificates.degraded(),
    channels: channels.find((channel) => channel.degraded !== null)?.degraded ?? null,
    access: access.degraded,
    openid: openId?.degraded ?? null,
  };
  return Object.entries(parts).flatMap(([part, detail]) => (detail === null ? [] : [{ part, detail }]));
}
