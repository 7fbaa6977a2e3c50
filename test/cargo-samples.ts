import { nothingDeclared } from '../src/cargo/declared.ts';
import { judge } from '../src/cargo/judge.ts';
import type { Declaration, DeclaredCargo } from '../src/model/cargo.ts';
import type { Hazard, Vessel } from '../src/model/vessel.ts';
import { newVessel } from '../src/traffic/fuse.ts';

/** 2026-11-23T10:00:00.000Z. */
export const nowMs = Date.parse('2026-11-23T10:00:00.000Z');
export const hourMs = 3_600_000;

/** An inland vessel of which only the given is known; FI 10 was heard a minute, static data two minutes ago. */
export function hullOf(told: Partial<Vessel> = {}): Vessel {
  const vessel = newVessel(205278090, nowMs);
  Object.assign(vessel, { class: 'inland' }, told);
  const heard = { messageType: 8, receiver: 'kallo' };
  vessel.provenance.inland = { ...heard, atMs: nowMs - 60_000 };
  vessel.provenance.static = { ...heard, messageType: 5, atMs: nowMs - 120_000 };
  return vessel;
}

/** A declaration that says nothing but how long it holds: an hour ago until in a day. */
export const cargoOf = (said: Partial<DeclaredCargo> = {}): DeclaredCargo => ({
  unNumbers: [],
  imdgClasses: [],
  cones: null,
  bFlag: false,
  gasFree: false,
  tonnes: null,
  personsOnBoard: null,
  goods: [],
  validFromMs: nowMs - hourMs,
  validToMs: nowMs + 24 * hourMs,
  declarant: null,
  reference: null,
  note: null,
  ...said,
});

export const declarationOf = (said: Partial<Declaration> = {}): Declaration => ({
  ...cargoOf(said),
  id: 'd1',
  mmsi: 205278090,
  declaredAtMs: nowMs - 1_000,
  declaredBy: 'local',
  withdrawnAtMs: null,
  withdrawnBy: null,
  ...said,
});

/** A register in which nothing was ever declared. */
export const judgeByAis = (vessel: Vessel, atMs: number): Hazard => judge(vessel, nothingDeclared, atMs);
