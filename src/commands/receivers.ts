import type { Settings } from '../config/settings.ts';
import { openFile } from '../receivers/file.ts';
import type { Listener, Receiver, ReceiverDeps } from '../receivers/receiver.ts';
import { openTcpClient } from '../receivers/tcp-client.ts';
import { openTcpListener } from '../receivers/tcp-listener.ts';
import { openTlsListener } from '../receivers/tls-listener.ts';
import { openUdp } from '../receivers/udp.ts';
import type { Certificates } from './certificates.ts';
import type { RecordedSources } from './recorded-sources.ts';

export interface OpenReceivers {
  /** Null when switched off. */
  readonly tcp: Listener | null;
  readonly udp: Listener | null;
  readonly tls: Listener | null;
  close(): Promise<void>;
}

/** A lone receiver at a quiet reach may have nothing to say for a while. */
const firstLineMs = 60_000;

/**
 * Opens every receiver of the settings.
 * @throws Error naming the setting when one cannot be opened; those opened before are closed again.
 */
export async function openReceivers(
  settings: Settings,
  deps: ReceiverDeps,
  recorded: RecordedSources,
  { nmea: files }: Pick<Certificates, 'nmea'>,
): Promise<OpenReceivers> {
  const { nmeaTcp, nmeaUdp, nmeaTls, receiversAllow: allow, sources } = settings;
  const open: Receiver[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(open.map((receiver) => receiver.close()));
  };
  const kept = <R extends Receiver>(receiver: R): R => {
    open.push(receiver);
    return receiver;
  };
  try {
    const tcp = nmeaTcp && kept(await openTcpListener({ ...nmeaTcp, allow, firstLineMs }, deps));
    const udp = nmeaUdp && kept(await openUdp({ ...nmeaUdp, allow, setting: 'HW_NMEA_UDP' }, deps));
    const tls =
      nmeaTls && files && kept(await openTlsListener({ ...nmeaTls, allow, firstLineMs, files }, deps));
    for (const source of sources) {
      const its = source.time === 'recorded' ? { ...deps, openLink: recorded.declare(deps.openLink) } : deps;
      const name = source.name === null ? {} : { name: source.name };
      if (source.kind === 'tcp')
        kept(
          openTcpClient({ host: source.host, port: source.port, ...name }, { ...its, random: Math.random }),
        );
      else if (source.kind === 'udp') {
        const { host, port } = source;
        // a peer that also pushes to HW_NMEA_UDP is another receiver there: its times may count differently
        const peers = { ...name, prefix: `udp:${host}:${port}` };
        kept(await openUdp({ host, port, allow, ...peers, setting: 'HW_SOURCES' }, its));
      } else kept(await openFile(source, its));
    }
    return { tcp, udp, tls, close };
  } catch (error) {
    await close();
    throw error;
  }
}
