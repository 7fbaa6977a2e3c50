import type { Hazard, Kinematics, Numbered, Provenance, Vessel } from '../model/vessel.ts';
import { move } from './move.ts';
import { writeTimes } from './retold.ts';
import {
  AT,
  BLUE,
  COG,
  CREDITED,
  creditorOf,
  double,
  HEADING,
  HEARD,
  int,
  LAT,
  LON,
  leaveRow,
  RETOLD,
  ROT,
  type Rows,
  receiverOf,
  SHOWN,
  SOG,
  STATUS,
  setCreditor,
  TOLD,
  TYPE,
  takeRow,
  width,
} from './rows.ts';

/** Credits kept per vessel; a port has few receivers, a hostile feed may name many. */
const maxCredits = 16;

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** Hazard of a vessel by all that is known of its cargo now. */
export type JudgeCargo = (vessel: Vessel, nowMs: number) => Hazard;

/**
 * A vessel of the picture. What every position changes is read from its row when it is asked for: who keeps the
 * kinematics keeps what they were.
 */
export class RowVessel implements Vessel, Numbered {
  readonly mmsi: number;
  class: Vessel['class'];
  carrierSense: Vessel['carrierSense'];
  name: Vessel['name'];
  nameConfirmed: Vessel['nameConfirmed'];
  callsign: Vessel['callsign'];
  imo: Vessel['imo'];
  eni: Vessel['eni'];
  flag: Vessel['flag'];
  shipType: Vessel['shipType'];
  eriType: Vessel['eriType'];
  convoy: Vessel['convoy'];
  toBowM: Vessel['toBowM'];
  toSternM: Vessel['toSternM'];
  toPortM: Vessel['toPortM'];
  toStarboardM: Vessel['toStarboardM'];
  lengthM: Vessel['lengthM'];
  beamM: Vessel['beamM'];
  draughtM: Vessel['draughtM'];
  destination: Vessel['destination'];
  eta: Vessel['eta'];
  inlandHazard: Vessel['inlandHazard'];
  dangerousCargo: Vessel['dangerousCargo'];
  persons: Vessel['persons'];
  estimated: Vessel['estimated'];
  trust: Vessel['trust'];
  zones: Vessel['zones'];
  signal: Vessel['signal'];
  firstHeardMs: Vessel['firstHeardMs'];
  /** Credits except the one in the row. */
  #receivers: Record<string, number>;
  #rows: Rows;
  #row: number;
  #hazard: Hazard;
  readonly #provenance: Provenance;
  #kinematics: Kinematics | null = null;
  readonly #judge: JudgeCargo;

  /** Takes a row for `from` and its fields over as they are. */
  constructor(rows: Rows, from: Vessel, judge: JudgeCargo) {
    this.mmsi = from.mmsi;
    this.class = from.class;
    this.carrierSense = from.carrierSense;
    this.name = from.name;
    this.nameConfirmed = from.nameConfirmed;
    this.callsign = from.callsign;
    this.imo = from.imo;
    this.eni = from.eni;
    this.flag = from.flag;
    this.shipType = from.shipType;
    this.eriType = from.eriType;
    this.convoy = from.convoy;
    this.toBowM = from.toBowM;
    this.toSternM = from.toSternM;
    this.toPortM = from.toPortM;
    this.toStarboardM = from.toStarboardM;
    this.lengthM = from.lengthM;
    this.beamM = from.beamM;
    this.draughtM = from.draughtM;
    this.destination = from.destination;
    this.eta = from.eta;
    this.inlandHazard = from.inlandHazard;
    this.dangerousCargo = from.dangerousCargo;
    this.persons = from.persons;
    this.#hazard = from.hazard;
    this.#judge = judge;
    this.estimated = from.estimated;
    this.#provenance = from.provenance;
    this.trust = from.trust;
    this.zones = from.zones;
    this.signal = from.signal;
    this.firstHeardMs = from.firstHeardMs;
    this.#receivers = from.receivers;
    this.#rows = rows;
    this.#row = takeRow(rows);
    this.heardAtMs = from.heardAtMs;
    if (from.kinematics !== null) place(rows, this.#row, from.kinematics);
  }

  get row(): number {
    return this.#row;
  }

  get heardAtMs(): number {
    return double(this.#rows, this.#row, HEARD);
  }
  set heardAtMs(atMs: number) {
    this.#rows.doubles[this.#row * width + HEARD] = atMs;
  }

  get hazard(): Hazard {
    this.settle();
    return this.#hazard;
  }
  set hazard(hazard: Hazard) {
    this.#rows.doubles[this.#row * width + TOLD] = 0;
    this.#hazard = hazard;
  }

  /** Judges what was said again. Before anything changes that it is judged by, and when it was said. */
  settle(): void {
    const at = this.#row * width + TOLD;
    const toldMs = this.#rows.doubles[at] ?? 0;
    if (toldMs === 0) return;
    // the judge reads the hazard that was
    this.#rows.doubles[at] = 0;
    this.#hazard = this.#judge(this, toldMs);
  }

  /** With the times of what was told again. */
  get provenance(): Provenance {
    if (int(this.#rows, this.#row, RETOLD) !== 0) writeTimes(this.#rows, this.#row, this.#provenance);
    return this.#provenance;
  }

  /** One object for each position: made when it is first asked for, and left as it was. */
  get kinematics(): Kinematics | null {
    if (int(this.#rows, this.#row, SHOWN) === 1) return this.#kinematics;
    if (int(this.#rows, this.#row, TYPE) === 0) return null;
    this.#kinematics = kinematicsOf(this.#rows, this.#row);
    this.#rows.ints[2 * this.#row * width + SHOWN] = 1;
    return this.#kinematics;
  }

  /** Places it, before its first position. */
  place(at: Kinematics): void {
    place(this.#rows, this.#row, at);
  }

  get receivers(): Record<string, number> {
    const name = creditorOf(this.#rows, this.#row);
    if (name !== '') this.#note(name, double(this.#rows, this.#row, CREDITED));
    return this.#receivers;
  }

  /** Receiver `name` heard it. */
  credit(name: string, nowMs: number): void {
    const before = creditorOf(this.#rows, this.#row);
    if (before !== name) {
      if (before !== '') this.#note(before, double(this.#rows, this.#row, CREDITED));
      setCreditor(this.#rows, this.#row, name);
    }
    this.#rows.doubles[this.#row * width + CREDITED] = nowMs;
  }

  /** It left the picture: it keeps what it showed, and its row is for others. */
  leave(): void {
    this.settle();
    writeTimes(this.#rows, this.#row, this.#provenance);
    this.#rows = leaveRow(this.#rows, this.#row);
    this.#row = 0;
  }

  /** As a plain object: what is read from the row stands on the prototype, where JSON does not look. */
  toJSON(): Vessel {
    const { heardAtMs, hazard, kinematics, receivers, provenance } = this;
    return { ...this, heardAtMs, hazard, kinematics, receivers, provenance };
  }

  #note(name: string, atMs: number): void {
    if (this.#receivers[name] === undefined && Object.keys(this.#receivers).length >= maxCredits) return;
    this.#receivers[name] = atMs;
  }
}

function kinematicsOf(rows: Rows, row: number): Kinematics {
  const status = int(rows, row, STATUS);
  const blue = int(rows, row, BLUE);
  return {
    lon: double(rows, row, LON),
    lat: double(rows, row, LAT),
    sogKn: orNull(double(rows, row, SOG)),
    cogDeg: orNull(double(rows, row, COG)),
    headingDeg: orNull(double(rows, row, HEADING)),
    rotDegPerMin: orNull(double(rows, row, ROT)),
    navStatus: status < 0 ? null : status,
    blueSign: blue < 0 ? null : blue === 1,
    positionAtMs: double(rows, row, AT),
    receiver: receiverOf(rows, row),
    messageType: int(rows, row, TYPE),
  };
}

function place(rows: Rows, row: number, k: Kinematics): void {
  move(rows, row, { ...k, atMs: k.positionAtMs }, k.messageType, k.receiver);
}
