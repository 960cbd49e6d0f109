const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/** A short tag of ours for the private note of a document: its id in base32 (RFC 4648, lower case), by which a lost answer is found again. */
export function markerOf(recordId: string): string {
  const bytes = Buffer.from(recordId.replaceAll("-", ""), "hex");
  let bits = 0;
  let value = 0;
  let text = "";
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(value >> bits) & 31];
    }
  }
  return `hub:${text}${bits > 0 ? alphabet[(value << (5 - bits)) & 31] : ""}`;
}
