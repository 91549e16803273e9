// Figures as texts, with units. A no-break space keeps a unit beside its figure; what is unknown is a dash.

const NO = "\u2013";
const GAP = "\u00a0";
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

function isNumber(value) {
  return typeof value === "number" && Number.isFinite(value);
}

/** Three digits that matter: 1.23, 12.3, 123. */
function three(value) {
  const digits = Math.abs(value) < 9.995 ? 2 : Math.abs(value) < 99.95 ? 1 : 0;
  return value.toFixed(digits);
}

/** 150,000 */
export function count(value) {
  return isNumber(value) ? whole.format(value) : NO;
}

/** 1,234/s; less than ten has a digit more. */
export function perSecond(value) {
  if (!isNumber(value)) return NO;
  return `${value > 0 && value < 9.95 ? value.toFixed(1) : whole.format(value)}/s`;
}

/** 34.0 MiB */
export function bytes(value) {
  if (!isNumber(value)) return NO;
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let unit = 0;
  let rest = value;
  while (rest >= 1023.5 && unit < units.length - 1) {
    rest /= 1024;
    unit++;
  }
  return `${unit === 0 ? whole.format(rest) : three(rest)}${GAP}${units[unit]}`;
}

/** 95 µs, 2.63 ms, 1.20 s */
export function micros(value) {
  if (!isNumber(value)) return NO;
  if (value < 999.5) return `${whole.format(value)}${GAP}µs`;
  if (value < 999_500) return `${three(value / 1000)}${GAP}ms`;
  return `${three(value / 1e6)}${GAP}s`;
}

/** 98.6 % of a share of 0.986. */
export function percent(share) {
  return isNumber(share) ? `${(100 * share).toFixed(1)}${GAP}%` : NO;
}

/** 1.53 × */
export function times(value) {
  return isNumber(value) ? `${three(value)}${GAP}×` : NO;
}

/** 42 s, 3 min 5 s, 2 h 7 min, 5 d 3 h */
export function duration(millis) {
  if (!isNumber(millis)) return NO;
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (minutes < 1) return `${seconds}${GAP}s`;
  if (hours < 1) return `${minutes}${GAP}min ${seconds % 60}${GAP}s`;
  if (hours < 24) return `${hours}${GAP}h ${minutes % 60}${GAP}min`;
  return `${Math.floor(hours / 24)}${GAP}d ${hours % 24}${GAP}h`;
}

/** 19:04:31, by the browser's clock zone. */
export function clock(millis) {
  return new Date(millis).toTimeString().slice(0, 8);
}

/** The bytes of a setting such as "16 MiB"; not a number if it is none. */
export function parseBytes(text) {
  const match = /^([\d.]+) ?(B|KiB|MiB|GiB|TiB)?$/.exec(text ?? "");
  return match ? Number(match[1]) * 1024 ** ["B", "KiB", "MiB", "GiB", "TiB"].indexOf(match[2] ?? "B") : NaN;
}
