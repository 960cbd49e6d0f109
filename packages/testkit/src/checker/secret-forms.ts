/** How a text may stand somewhere: the text itself, URL-encoded, and in Base64 at each of the three places it can begin in. */
export function formsOf(secret: string): string[] {
  const shifted = [0, 1, 2].map((offset) => {
    const encoded = Buffer.from(`${"\0".repeat(offset)}${secret}`).toString("base64").replace(/=+$/, "");
    // The first and last characters depend on what stands beside the secret.
    return encoded.slice(offset === 0 ? 0 : offset + 1, -1);
  });
  return [secret, encodeURIComponent(secret), ...shifted, ...shifted.map((text) => text.replaceAll("+", "-").replaceAll("/", "_"))].filter((form) => form.length >= 6);
}
