import type { Declaration } from '../model/cargo.ts';
import { type DeclaredNow, nothingDeclared, takeTogether } from './declared.ts';

export interface BookLimits {
  /** Of all declarations as JSON. */
  readonly maxBytes: number;
  readonly maxPerVessel: number;
}

/** All declarations that are kept, by vessel. Those that are over (withdrawn, expired) give way, oldest first. */
export interface Book {
  /** Takes a new declaration, or a later state of one. */
  put(declaration: Declaration, nowMs: number): void;
  get(id: string): Declaration | undefined;
  /** Newest first. */
  of(mmsi: number): readonly Declaration[];
  declaredNow(mmsi: number, nowMs: number): DeclaredNow;
  /** Why no more of this vessel can be kept; null when they can. `bytes` may be those of other vessels too. */
  full(
    mmsi: number,
    more: { readonly declarations: number; readonly bytes: number },
    nowMs: number,
  ): string | null;
  all(): Iterable<Declaration>;
  readonly size: number;
}

export const isOver = (d: Declaration, nowMs: number): boolean =>
  d.withdrawnAtMs !== null || d.validToMs <= nowMs;

export const isValid = (d: Declaration, nowMs: number): boolean =>
  d.withdrawnAtMs === null && d.validFromMs <= nowMs && nowMs < d.validToMs;

export const bytesOf = (d: Declaration): number => Buffer.byteLength(JSON.stringify(d));

export function createBook({ maxBytes, maxPerVessel }: BookLimits): Book {
  const byId = new Map<string, Declaration>();
  const byVessel = new Map<number, Declaration[]>();
  let bytes = 0;
  /** Of those that stand: what cannot give way. */
  const standingBytes = (nowMs: number): number => {
    let sum = 0;
    for (const d of byId.values()) if (!isOver(d, nowMs)) sum += bytesOf(d);
    return sum;
  };

  function drop(d: Declaration): void {
    byId.delete(d.id);
    bytes -= bytesOf(d);
    const rest = (byVessel.get(d.mmsi) ?? []).filter(({ id }) => id !== d.id);
    if (rest.length > 0) byVessel.set(d.mmsi, rest);
    else byVessel.delete(d.mmsi);
  }

  function makeRoom(mmsi: number, nowMs: number): void {
    const own = byVessel.get(mmsi) ?? [];
    if (own.length > maxPerVessel) {
      const oldest = own.findLast((d) => isOver(d, nowMs));
      if (oldest !== undefined) drop(oldest);
    }
    if (bytes <= maxBytes) return;
    for (const d of byId.values()) {
      if (isOver(d, nowMs)) drop(d);
      if (bytes <= maxBytes) return;
    }
  }

  return {
    put(declaration, nowMs) {
      const { id, mmsi } = declaration;
      const before = byId.get(id);
      bytes += bytesOf(declaration) - (before === undefined ? 0 : bytesOf(before));
      byId.set(id, declaration);
      const own = byVessel.get(mmsi) ?? [];
      if (before === undefined) byVessel.set(mmsi, [declaration, ...own]);
      else
        byVessel.set(
          mmsi,
          own.map((d) => (d.id === id ? declaration : d)),
        );
      makeRoom(mmsi, nowMs);
    },
    get: (id) => byId.get(id),
    of: (mmsi) => byVessel.get(mmsi) ?? [],
    declaredNow(mmsi, nowMs) {
      const own = byVessel.get(mmsi);
      return own === undefined ? nothingDeclared : takeTogether(own.filter((d) => isValid(d, nowMs)));
    },
    full(mmsi, more, nowMs) {
      const standing = (byVessel.get(mmsi) ?? []).filter((d) => !isOver(d, nowMs)).length;
      if (standing + more.declarations > maxPerVessel)
        return `${maxPerVessel} declarations of this vessel stand already`;
      return bytes + more.bytes > maxBytes && standingBytes(nowMs) + more.bytes > maxBytes
        ? 'the register is full of declarations that stand'
        : null;
    },
    all: () => byId.values(),
    get size() {
      return byId.size;
    },
  };
}
