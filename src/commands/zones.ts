import { join } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { readZone } from '../config/zone.ts';
import { presentZone } from '../gateway/present.ts';
import { linkZones } from '../live/zone-link.ts';
import type { Clock, Log } from '../model/ports.ts';
import type { Port } from '../model/zone.ts';
import type { ZoneDesk } from '../model/zone-desk.ts';
import { openZoneRegister, type ZoneRegister } from '../zones/register.ts';
import { isNewer } from '../zones/tag.ts';

/** The zones on disk, and in Redis where other processes share them. */
export interface OpenZones {
  readonly desk: ZoneDesk;
  /** Changes that were made here. */
  readonly made: Pick<ZoneRegister, 'madeBefore' | 'onMade'>;
  degraded(): string | null;
  close(): Promise<void>;
}

/** Opens the zones as they stand: what others changed meanwhile counts before alerts about zones are taken over. */
export async function openZones(
  { dataDir, redisUrl }: Pick<Settings, 'dataDir' | 'redisUrl'>,
  port: Port,
  clock: Clock,
  log: Log,
): Promise<OpenZones> {
  const register = await openZoneRegister({
    path: join(dataDir, 'zones.journal'),
    base: port.zones.map((zone) => ({ zone, feature: presentZone(zone) })),
    ...{ read: readZone, clock, log },
  });
  const link =
    redisUrl === null
      ? null
      : linkZones({ url: redisUrl, zones: register, isNewer, log, random: Math.random });
  if (link !== null) {
    register.onMade(({ record }) => link.publish(record));
    await link.begun;
  }
  return {
    desk: register,
    made: register,
    degraded: () => register.degraded ?? link?.degraded ?? null,
    async close() {
      await link?.close();
      await register.close();
    },
  };
}
