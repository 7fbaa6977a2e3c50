export interface DepartureSettings {
  readonly enabled: boolean;
  /** Over it a vessel is under way. */
  readonly underWayKn: number;
  /** So long it must lie still to be berthed: the status is set by hand, and forgotten. */
  readonly layMs: number;
  /** So far and so long under way it has left. */
  readonly overM: number;
  readonly holdMs: number;
}

/** Own figures. Nothing is watched until a zone of the port demands clearance. */
export const departureDefaults: DepartureSettings = {
  enabled: true,
  underWayKn: 0.5,
  layMs: 300_000,
  overM: 50,
  holdMs: 60_000,
};
