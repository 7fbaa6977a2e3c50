/** Type of ship and cargo in words: ITU-R M.1371-5, Annex 8, §3.3.2, Table 53. */

/** Types whose second digit is not a cargo. */
const particular: Readonly<Record<number, string>> = {
  30: 'Fishing',
  31: 'Towing',
  32: 'Towing, longer than 200 m or wider than 25 m',
  33: 'Dredging or underwater operations',
  34: 'Diving operations',
  35: 'Military operations',
  36: 'Sailing',
  37: 'Pleasure craft',
  50: 'Pilot vessel',
  51: 'Search and rescue',
  52: 'Tug',
  53: 'Port tender',
  54: 'Anti-pollution',
  55: 'Law enforcement',
  56: 'Local vessel',
  57: 'Local vessel',
  58: 'Medical transport',
  59: 'Ship of a State not party to an armed conflict',
};

/** First digit, for types whose second digit says what is carried. */
const families: Readonly<Record<number, string>> = {
  2: 'Wing in ground',
  4: 'High-speed craft',
  6: 'Passenger',
  7: 'Cargo',
  8: 'Tanker',
  9: 'Other',
};

/** Second digit: category of dangerous goods, harmful substances or marine pollutants. */
const categories: Readonly<Record<number, string>> = { 1: 'X', 2: 'Y', 3: 'Z', 4: 'OS' };

/** `84` → `Tanker, hazard category OS`; null for 0 (not available) and for reserved numbers. */
export function shipTypeText(shipType: number | null): string | null {
  if (shipType === null) return null;
  const named = particular[shipType];
  if (named !== undefined) return named;
  const family = families[Math.floor(shipType / 10)];
  if (family === undefined) return null;
  const category = categories[shipType % 10];
  return category === undefined ? family : `${family}, hazard category ${category}`;
}
