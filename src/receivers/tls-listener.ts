import { constants } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { plainAddress } from '../lib/address-list.ts';
import type { TlsFiles, TlsMaterial } from '../lib/tls-files.ts';
import type { ConnectionRefusal } from '../model/reception.ts';
import { createIntake, type IntakeOptions } from './intake.ts';
import { openListener } from './listener.ts';
import type { Listener, ReceiverDeps } from './receiver.ts';

export interface TlsListenerOptions extends IntakeOptions {
  readonly host: string;
  /** 0: chosen by the system. */
  readonly port: number;
  readonly files: TlsFiles;
  /** A peer that has not shown itself by then is turned away; default 10 s. */
  readonly handshakeMs?: number;
}

/** Names as they are fit for logs and metrics; an authority that gives others gives no receivers. */
const fitName = /^[A-Za-z0-9][\w.-]{0,63}$/;

const causes: Readonly<Record<string, ConnectionRefusal>> = {
  CERT_HAS_EXPIRED: 'expired-certificate',
  CERT_NOT_YET_VALID: 'expired-certificate',
  CERT_REVOKED: 'revoked-certificate',
};

/** Common name of the certificate that a peer has shown; or why it may not come in. */
function whoIs(stream: TLSSocket): { readonly name: string } | { readonly cause: ConnectionRefusal } {
  const { subject } = stream.getPeerCertificate();
  if (subject === undefined) return { cause: 'no-certificate' };
  if (!stream.authorized)
    return { cause: causes[String(stream.authorizationError)] ?? 'untrusted-certificate' };
  const name: unknown = subject.CN;
  return typeof name === 'string' && fitName.test(name) ? { name } : { cause: 'untrusted-certificate' };
}

/** No resumed sessions: a certificate that was revoked since would come in by one. */
const contextOf = (material: TlsMaterial) => ({
  ...material,
  minVersion: 'TLSv1.2' as const,
  secureOptions: constants.SSL_OP_NO_TICKET,
});

/**
 * Listens for receivers that push NMEA over TLS and show a certificate of the port's authority: each is named `tls/<common name>`. Address and
 * number are looked at before the handshake, as those of TCP are.
 * @throws Error naming the setting when the address cannot be listened on or an entry of `allow` is no network
 */
export async function openTlsListener(options: TlsListenerOptions, deps: ReceiverDeps): Promise<Listener> {
  const { files, handshakeMs: handshakeTimeout = 10_000 } = options;
  const intake = createIntake('tls-listener', options, deps);
  /** Connections that have not shown themselves yet, by the peer's address and port. */
  const strangers = new Map<string, Socket>();
  const peerOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;
  const strangerName = (socket: Socket): string => `tls/${plainAddress(socket.remoteAddress ?? '')}`;

  const secure = createTlsServer({
    ...contextOf(files.material),
    ...{ handshakeTimeout, requestCert: true, rejectUnauthorized: false },
  });
  secure.on('secureConnection', (stream) => {
    stream.on('error', () => {});
    // gone already when it has no address: that counts as no handshake
    if (!strangers.delete(peerOf(stream))) return void stream.destroy();
    const who = whoIs(stream);
    if ('cause' in who) intake.refuse(stream, strangerName(stream), who.cause);
    else intake.link(stream, `tls/${who.name}`);
  });
  secure.on('tlsClientError', (_error, stream) => void stream.destroy());
  let { ca, crl } = files.material;
  files.onChange((material) => {
    secure.setSecureContext(contextOf(material));
    // whoever came in by what the authority said before shows itself anew
    if (material.ca !== ca || material.crl !== crl) intake.clear();
    ({ ca, crl } = material);
  });

  const server = createServer((socket) => {
    const name = strangerName(socket);
    if (!intake.admit(socket, name)) return;
    const peer = peerOf(socket);
    strangers.set(peer, socket);
    socket.once('close', () => {
      if (strangers.delete(peer)) intake.refuse(socket, name, 'no-handshake');
    });
    secure.emit('connection', socket);
  });
  return openListener(server, intake, { ...options, setting: 'HW_NMEA_TLS' }, deps.log);
}
