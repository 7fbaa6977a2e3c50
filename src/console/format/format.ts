/** How figures are written on the page: short, of constant width where they change every second. */

/** A duration in seconds as `8s`, `2m 05s`, `3h 07m`, `4d 02h`; negative durations (clock differences) count as 0. */
export function age(seconds: number): string {
  const s = Math.max(0, Math.floor(seconds));
  const two = (n: number): string => String(n).padStart(2, '0');
  if (s < 60) return `${s}s`;
  if (s < 3600) return `${Math.floor(s / 60)}m ${two(s % 60)}s`;
  if (s < 86_400) return `${Math.floor(s / 3600)}h ${two(Math.floor((s % 3600) / 60))}m`;
  return `${Math.floor(s / 86_400)}d ${two(Math.floor((s % 86_400) / 3600))}h`;
}

/** Degrees and decimal minutes as on a chart: `51°17.234'N 004°19.800'E`. */
export function position(lon: number, lat: number): string {
  return `${angle(lat, 2, 'N', 'S')} ${angle(lon, 3, 'E', 'W')}`;
}

function angle(value: number, digits: number, positive: string, negative: string): string {
  // Thousandths of a minute first, so that 59.9996' carries into the degrees.
  const thousandths = Math.round(Math.abs(value) * 60_000);
  const degrees = String(Math.floor(thousandths / 60_000)).padStart(digits, '0');
  const minutes = ((thousandths % 60_000) / 1000).toFixed(3).padStart(6, '0');
  return `${degrees}°${minutes}'${value < 0 ? negative : positive}`;
}

/** A bearing in degrees as three digits: `007°`; 359.6 is north. */
export const bearing = (degrees: number): string => `${String(Math.round(degrees) % 360).padStart(3, '0')}°`;

/** A number with a fixed count of decimals in the way of the language. */
export function decimal(value: number, decimals: number, language: string): string {
  return new Intl.NumberFormat(language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: false,
  }).format(value);
}

/** `HH:MM:SS` of a time in milliseconds since 1970, in UTC or in the place of the browser. */
export function clockTime(ms: number, utc: boolean): string {
  return new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...(utc ? { timeZone: 'UTC' } : {}),
  }).format(ms);
}

/** AIS sends an ETA without a year (`MM-DDTHH:MM`): written as `23-11 14:30 UTC`. */
export function eta(text: string): string {
  const parts = /^(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(text);
  return parts ? `${parts[2]}-${parts[1]} ${parts[3]} UTC` : text;
}

/** An instant as `25-11-2026 17:05 UTC`. */
export function dayAndTime(iso: string): string {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(new Date(iso).toISOString());
  return parts ? `${parts[3]}-${parts[2]}-${parts[1]} ${parts[4]} UTC` : iso;
}
