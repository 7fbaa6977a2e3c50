import type { CargoDesk } from '../../model/cargo.ts';
import type { AlertDesk } from '../../model/ports.ts';
import type { ZoneDesk } from '../../model/zone-desk.ts';
import type { Follower } from './follow.ts';

/** Desks as people use them: what they do is answered once it is in the audit too. All else is that of the desk. */

/** An object that has all of `desk` but for `changes`. */
const over = <T extends object>(desk: T, changes: Partial<T>): T =>
  Object.assign(Object.create(desk), changes);

export const auditedAlerts = (desk: AlertDesk, { through }: Follower): AlertDesk =>
  over(desk, {
    act: (...asked) => through(() => desk.act(...asked)),
    snooze: (...asked) => through(() => desk.snooze(...asked)),
  });

export const auditedZones = (desk: ZoneDesk, { through }: Follower): ZoneDesk =>
  over(desk, {
    put: (...asked) => through(() => desk.put(...asked)),
    remove: (...asked) => through(() => desk.remove(...asked)),
  });

export const auditedCargo = (desk: CargoDesk, { through }: Follower): CargoDesk =>
  over(desk, {
    declare: (...asked) => through(() => desk.declare(...asked)),
    withdraw: (...asked) => through(() => desk.withdraw(...asked)),
  });
