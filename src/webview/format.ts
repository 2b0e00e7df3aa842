/** Bytes for people, decimal units, at most one digit after the point: `1.2 MB`. */
export function formatBytes(bytes: number, language: string): string {
  if (bytes < 1000) return unitText(bytes, 'byte', language, 0);
  const kilobytes = bytes / 1000;
  // What would be rounded to 1000 kB is a megabyte.
  if (kilobytes < 999.5) return unitText(kilobytes, 'kilobyte', language, kilobytes < 9.95 ? 1 : 0);
  return unitText(kilobytes / 1000, 'megabyte', language, 1);
}

/** A time span for people: tenths below ten seconds when it is over, whole seconds while it runs. */
export function formatDuration(ms: number, language: string, over: boolean): string {
  const seconds = Math.max(0, ms) / 1000;
  if (over && seconds < 9.95) return unitText(seconds, 'second', language, 1);
  const whole = over ? Math.round(seconds) : Math.floor(seconds);
  const rest = unitText(whole % 60, 'second', language, 0);
  return whole < 60 ? rest : `${unitText(Math.floor(whole / 60), 'minute', language, 0)} ${rest}`;
}

/** Time of day; with the date when it is not today. */
export function formatMoment(at: number, now: number, language: string): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  const time = { hour: 'numeric', minute: '2-digit' } as const;
  const options = sameDay ? time : ({ day: 'numeric', month: 'short', ...time } as const);
  return new Intl.DateTimeFormat(language, options).format(at);
}

/** Whether a number is a time that a calendar has, epoch ms. */
export function isMoment(at: number): boolean {
  return !Number.isNaN(new Date(at).getTime());
}

/** Date and time in full, for a tooltip. @throws RangeError unless `isMoment` */
export function formatFullMoment(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'medium' }).format(at);
}

/** US dollars; parts of a cent are kept below ten cents. */
export function formatUsd(usd: number, language: string): string {
  const digits = usd > 0 && usd < 0.1 ? 3 : 2;
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: 2,
    maximumFractionDigits: digits,
  }).format(usd);
}

/** A whole number with the language's separators. */
export function formatCount(count: number, language: string): string {
  return new Intl.NumberFormat(language).format(count);
}

/** One line of at most `limit` characters; a longer text ends in `…`. */
export function shorten(text: string, limit: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const characters = Array.from(line);
  return characters.length <= limit ? line : `${characters.slice(0, limit - 1).join('')}…`;
}

const unitDisplays = {
  byte: 'long',
  kilobyte: 'short',
  megabyte: 'short',
  second: 'narrow',
  minute: 'narrow',
} as const;

function unitText(value: number, unit: keyof typeof unitDisplays, language: string, digits: number): string {
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: unitDisplays[unit],
    minimumFractionDigits: 0,
    maximumFractionDigits: digits,
  }).format(value);
}
