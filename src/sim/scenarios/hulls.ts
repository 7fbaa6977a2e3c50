import type { AisMessage } from '../../model/messages.ts';

/** A vessel as it is invented for a scenario. */
export interface Hull {
  readonly mmsi: number;
  readonly name: string;
  /** Class A at sea, class A with Inland messages, class B. */
  readonly unit: 'A' | 'inland' | 'B';
  readonly shipType: number;
  readonly lengthM: number;
  readonly beamM: number;
  readonly imo: number | null;
  readonly eriType: number;
  /** As Inland FI 10 codes it: 0–3 blue cones, 4 B-flag, 5 unknown. */
  readonly hazard: number;
}

type More = Partial<Hull>;

/** A motor tanker of the inland waters that shows so many blue cones. */
export const tankBarge = (mmsi: number, name: string, cones = 1, more: More = {}): Hull => ({
  ...{ mmsi, name, unit: 'inland', shipType: 80, lengthM: 110, beamM: 11, imo: null, eriType: 8020 },
  ...{ hazard: cones },
  ...more,
});

/** A motor freighter of the inland waters that shows no cones. */
export const dryBarge = (mmsi: number, name: string, more: More = {}): Hull => ({
  ...{ mmsi, name, unit: 'inland', shipType: 79, lengthM: 110, beamM: 11, imo: null, eriType: 8010 },
  ...{ hazard: 0 },
  ...more,
});

/** A tanker at sea: no more is known than that such ships usually carry dangerous goods. */
export const seaTanker = (mmsi: number, name: string, more: More = {}): Hull => ({
  ...{ mmsi, name, unit: 'A', shipType: 80, lengthM: 180, beamM: 28, imo: 9074729, eriType: 0, hazard: 5 },
  ...more,
});

export const passengerShip = (mmsi: number, name: string): Hull => ({
  ...{ mmsi, name, unit: 'A', shipType: 60, lengthM: 85, beamM: 11, imo: null, eriType: 0, hazard: 5 },
});

/** A pleasure craft with a class B unit: it tells positions only. */
export const yacht = (mmsi: number): Hull => ({
  ...{ mmsi, name: '', unit: 'B', shipType: 37, lengthM: 12, beamM: 4, imo: null, eriType: 0, hazard: 5 },
});

/** Message 5, and Inland FI 10 behind it where the vessel has it. The antenna stands in the middle. */
export function descriptions(hull: Hull): AisMessage[] {
  if (hull.unit === 'B') return [];
  const { mmsi, name, lengthM, beamM, imo, shipType, eriType, hazard } = hull;
  const header = { repeat: 0, mmsi };
  const [halfLengthM, halfBeamM] = [lengthM / 2, beamM / 2];
  const voyage: AisMessage = {
    ...header,
    ...{ type: 5, aisVersion: 1, imo, callsign: null, name, shipType, epfd: 1 },
    toBowM: Math.floor(halfLengthM),
    toSternM: Math.ceil(halfLengthM),
    toPortM: Math.floor(halfBeamM),
    toStarboardM: Math.ceil(halfBeamM),
    ...{ etaMonth: null, etaDay: null, etaHour: null, etaMinute: null },
    ...{ draughtM: 3, destination: 'ANTWERPEN', dte: false },
  };
  if (hull.unit === 'A') return [voyage];
  const toAll = { sequence: null, destinationMmsi: null, retransmitted: null, data: null };
  const inland = { eni: null, lengthM, beamM, eriType, hazard, draughtM: 3, loaded: null };
  return [voyage, { ...header, ...toAll, type: 8, dac: 200, fid: 10, inland }];
}
