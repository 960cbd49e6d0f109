/** `9:00 AM`, `09:00`, `21:15:30` as `HH:MM:SS`; any other text unchanged: a start time identifies, it is not computed with. */
export function readClockTime(text: string): string {
  const parts = /^(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap])?\.?m?\.?$/i.exec(text.trim());
  if (!parts) return text.trim();
  const [, hours = "", minutes = "", seconds = "00", half] = parts;
  const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === "p" ? 12 : 0) : Number(hours);
  return `${String(hour).padStart(2, "0")}:${minutes}:${seconds}`;
}
