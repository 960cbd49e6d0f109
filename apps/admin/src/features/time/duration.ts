/**
 * Minutes of a duration as people type it: "1:30", "1.5h", "1,5 h", "1h30", "1h 30m", "90m" and "90" are all ninety.
 * A bare number is minutes unless it has a decimal mark: "1.5" is an hour and a half. Null when it is none of these, nothing, or more than a day.
 */
export function parseDuration(text: string): number | null {
  const typed = text.trim().toLowerCase().replace(",", ".");
  const minutes = clock(typed) ?? words(typed) ?? bare(typed);
  return minutes !== null && minutes >= 1 && minutes <= 1440 ? minutes : null;
}

function clock(text: string): number | null {
  const match = /^(\d{0,2}):(\d{1,2})$/.exec(text);
  if (!match || Number(match[2]) > 59) return null;
  return Number(match[1] || 0) * 60 + Number(match[2]);
}

function words(text: string): number | null {
  const match = /^(?:(\d+(?:\.\d+)?|\.\d+)\s*h(?:ours?|rs?)?)?\s*(?:(\d+)\s*(?:m(?:in(?:utes?)?)?)?)?$/.exec(text);
  if (!match || (match[1] === undefined && !/m/.test(text))) return null;
  return Math.round(Number(match[1] ?? 0) * 60) + Number(match[2] ?? 0);
}

function bare(text: string): number | null {
  if (!/^\d+(\.\d+)?$|^\.\d+$/.test(text)) return null;
  return text.includes(".") ? Math.round(Number(text) * 60) : Number(text);
}
