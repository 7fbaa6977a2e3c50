/** What gpsd writes under `<key>_text`; where the standard has given a code its meaning since, that meaning. */
export type Legend = (raw: number) => string;

/** Navigational status (§3.1). */
const statuses = [
  'Under way using engine',
  'At anchor',
  'Not under command',
  'Restricted manoeuverability',
  'Constrained by her draught',
  'Moored',
  'Aground',
  'Engaged in fishing',
  'Under way sailing',
  'Reserved for HSC',
  'Reserved for WIG',
  'Reserved',
  'Reserved',
  'Reserved',
  'AIS-SART is active',
  'Not defined',
];
export const statusLegend: Legend = (raw) => statuses[raw] ?? 'Reserved';

/** Type of electronic position fixing device (§3.2). */
const fixes = [
  'Undefined',
  'GPS',
  'GLONASS',
  'Combined GPS/GLONASS',
  'Loran-C',
  'Chayka',
  'Integrated navigation system',
  'Surveyed',
  'Galileo',
];
export const epfdLegend: Legend = (raw) => fixes[raw] ?? (raw === 15 ? 'Internal GNSS' : `Reserved (${raw})`);

/** Ship type (§3.3.2): the tens say what she is, the units what she carries; 30 … 39 and 50 … 59 are lists. */
const groups: Readonly<Record<number, string>> = {
  2: 'Wing in ground (WIG)',
  4: 'High speed craft (HSC)',
  6: 'Passenger',
  7: 'Cargo',
  8: 'Tanker',
  9: 'Other Type',
};
const vesselsAtWork = [
  'Fishing',
  'Towing',
  'Towing: length exceeds 200m or breadth exceeds 25m',
  'Dredging or underwater ops',
  'Diving ops',
  'Military ops',
  'Sailing',
  'Pleasure Craft',
  'Reserved',
  'Reserved',
];
const specialCraft = [
  'Pilot Vessel',
  'Search and Rescue vessel',
  'Tug',
  'Port Tender',
  'Anti-pollution equipment',
  'Law Enforcement',
  'Spare - Local Vessel',
  'Spare - Local Vessel',
  'Medical Transport',
  'Ship according to RR Resolution No. 18',
];

function cargo(tens: number, units: number): string {
  if (units === 0) return 'all ships of this type';
  if (units <= 4) return `Hazardous category ${'ABCD'[units - 1]}`;
  if (units < 9 || tens === 2) return 'Reserved for future use';
  return tens === 9 ? 'no additional information' : 'No additional information';
}

export const shipTypeLegend: Legend = (raw) => {
  const tens = Math.floor(raw / 10);
  const units = raw % 10;
  if (raw === 0) return 'Not available';
  if (tens < 2) return 'Reserved for future use';
  if (tens === 3) return vesselsAtWork[units] ?? 'Reserved';
  if (tens === 5) return specialCraft[units] ?? 'Reserved';
  const group = groups[tens];
  return group === undefined ? 'INVALID SHIP TYPE' : `${group} - ${cargo(tens, units)}`;
};

/** Nature and type of aids to navigation (§3.19, table 74). */
const points = ['N', 'E', 'S', 'W'];
const aids = [
  'Unspecified',
  'Reference point',
  'RACON',
  'Fixed offshore structure',
  'Spare, Reserved for future use',
  'Light, without sectors',
  'Light, with sectors',
  'Leading Light Front',
  'Leading Light Rear',
  ...points.map((point) => `Beacon, Cardinal ${point}`),
  'Beacon, Port hand',
  'Beacon, Starboard hand',
  'Beacon, Preferred Channel port hand',
  'Beacon, Preferred Channel starboard hand',
  'Beacon, Isolated danger',
  'Beacon, Safe water',
  'Beacon, Special mark',
  ...points.map((point) => `Cardinal Mark ${point}`),
  'Port hand Mark',
  'Starboard hand Mark',
  'Preferred Channel Port hand',
  'Preferred Channel Starboard hand',
  'Isolated danger',
  'Safe Water',
  'Special Mark',
  'Light Vessel / LANBY / Rigs',
];
export const aidLegend: Legend = (raw) => aids[raw] ?? 'Reserved';

/** Stations that a group assignment is for (§3.21). */
const stations = [
  'All types of mobiles',
  'Class A mobile stations only',
  'All types of Class B mobile stations',
  'SAR airborne mobile station',
  'Class B "SO" mobile stations only',
  'Class B "CS" shipborne mobile stations only',
];
export const stationLegend: Legend = (raw) =>
  stations[raw] ??
  (raw < 10
    ? 'Regional use and inland waterways'
    : raw === 10
      ? 'Base station coverage area'
      : 'Reserved for future use');
