/** Where the emulator takes the time from; tests pass one that stands still. */
export type TimeSource = { now(): number };

/** The virtual clock: a time source plus what tests advanced it by. Milliseconds since 1970. */
export class VirtualClock {
  readonly #source: TimeSource;
  offsetMs = 0;

  constructor(source: TimeSource = { now: () => Date.now() }) {
    this.#source = source;
  }

  now(): number {
    return this.#source.now() + this.offsetMs;
  }

  advance(ms: number): void {
    this.offsetMs += ms;
  }
}

const offsets = new Map<string, Intl.DateTimeFormat>();
const known = new Map<string, string>();

/** Offset of a time zone at a moment, as `-08:00`. Zones change on quarter hours at most. */
export function offsetAt(ms: number, zone: string): string {
  const key = `${zone}/${Math.floor(ms / 900_000)}`;
  const cached = known.get(key);
  if (cached) return cached;
  let format = offsets.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    offsets.set(zone, format);
  }
  const name = format.formatToParts(ms).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const offset = name === 'GMT' ? '+00:00' : name.slice(3);
  if (known.size > 1000) known.clear();
  known.set(key, offset);
  return offset;
}

function shifted(ms: number, offset: string): string {
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6));
  return new Date(ms + (offset[0] === '-' ? -1 : 1) * minutes * 60_000).toISOString();
}

/** `2026-03-02T05:58:16-08:00`: MetaData times, whole seconds in the company's zone (recorded, MQ). */
export function stampSeconds(ms: number, zone: string): string {
  const offset = offsetAt(ms, zone);
  return shifted(ms, offset).slice(0, 19) + offset;
}

/** `2026-03-02T05:58:15.940-08:00`: the envelope's `time` (recorded, MQ). */
export function stampMillis(ms: number, zone: string): string {
  const offset = offsetAt(ms, zone);
  return shifted(ms, offset).slice(0, 23) + offset;
}

/** The calendar date in the company's zone. */
export function dateIn(ms: number, zone: string): string {
  return shifted(ms, offsetAt(ms, zone)).slice(0, 10);
}

/** Adds days to a calendar date. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/**
 * Reads a date or date-time of a query or of `changedSince`; without an offset it is in the company's zone.
 * @returns milliseconds since 1970, or undefined when it is no date
 */
export function parseMoment(value: string, zone: string): number | undefined {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(value.trim());
  if (!parts) return undefined;
  const [, day, time = '00:00:00', zoneText] = parts;
  const naive = Date.parse(`${day}T${time}Z`);
  if (Number.isNaN(naive)) return undefined;
  if (zoneText?.toUpperCase() === 'Z') return naive;
  const offset = zoneText ? `${zoneText.slice(0, 3)}:${zoneText.slice(-2)}` : offsetAt(naive, zone);
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6));
  return naive - (offset[0] === '-' ? -1 : 1) * minutes * 60_000;
}
