import type { FastifyReply, FastifyRequest } from 'fastify';
import { plainAddress } from '../../lib/address-list.ts';
import type { Reader } from '../../model/access.ts';
import { missing } from '../access/permission.ts';
import { isLoopback, type OriginRules } from '../origin.ts';
import { sendProblem } from '../problem.ts';
import type { LiveHub } from './hub.ts';
import type { LiveLimits } from './limits.ts';

/** How many of each name there are. */
class Heads {
  readonly #heads = new Map<string, number>();

  of(name: string): number {
    return this.#heads.get(name) ?? 0;
  }

  add(name: string, more: 1 | -1): void {
    const heads = this.of(name) + more;
    if (heads > 0) this.#heads.set(name, heads);
    else this.#heads.delete(name);
  }
}

/** Why a socket of this reader has nothing to show; null: it has something. */
export function nothingToShow(reader: Reader): string | null {
  const faults = (['picture.read', 'alerts.read', 'history.read'] as const).map((action) =>
    missing(reader, action, action === 'alerts.read'),
  );
  return faults.includes(null) ? null : (faults[0] ?? null);
}

/** Who gets a WebSocket. A browser shows where its page is from; a program that does not shows its key instead. */
export class Door {
  readonly #hub: Pick<LiveHub, 'closing' | 'size'>;
  readonly #limits: LiveLimits;
  readonly #rules: OriginRules;
  readonly #ofAddress = new Heads();
  readonly #ofSubject = new Heads();

  constructor(hub: Pick<LiveHub, 'closing' | 'size'>, limits: LiveLimits, rules: OriginRules) {
    this.#hub = hub;
    this.#limits = limits;
    this.#rules = rules;
  }

  /** Answers those that are turned away. */
  async admit(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
    if (!request.ws) return undefined;
    const { origin, host, authorization } = request.headers;
    if (origin === undefined ? authorization === undefined : !this.#rules.origin(origin, host))
      return sendProblem(reply, 403, 'origin: pages of another origin may not listen here');
    const { reader } = request;
    if (reader === null) return sendProblem(reply, 401, 'sign in first: POST /api/v1/session, or send a key');
    const fault = nothingToShow(reader);
    if (fault !== null) return sendProblem(reply, 403, fault);
    if (this.#hub.closing) return sendProblem(reply, 503, 'the server restarts');
    if (this.#hub.size >= this.#limits.sockets)
      return sendProblem(reply, 503, 'there are as many live clients as this server takes');
    const full = this.#isFull(plainAddress(request.ip), reader);
    return full === null ? undefined : sendProblem(reply, 429, full);
  }

  #isFull(address: string, { subject }: Reader): string | null {
    const { socketsPerAddress, socketsPerPerson, socketsPerKey } = this.#limits;
    if (!isLoopback(address) && this.#ofAddress.of(address) >= socketsPerAddress)
      return 'there are as many live clients from this address as are allowed';
    const most = subject.kind === 'key' ? socketsPerKey : socketsPerPerson;
    if (this.#ofSubject.of(subject.id) < most) return null;
    return `there are as many live clients of '${subject.name}' as are allowed: ${most}`;
  }

  /** Counts one that was admitted. @returns the way to count it no more */
  enter(address: string, { subject }: Reader): () => void {
    const count = (more: 1 | -1): void => {
      this.#ofAddress.add(address, more);
      this.#ofSubject.add(subject.id, more);
    };
    count(1);
    return () => count(-1);
  }
}
