import { createEmulator } from "@tieout/quickbooks-emulator";

/** A local QuickBooks at Intuit's published limits, as slow as the real one: 300 ms a call and 120 ms a batch item (ux-api-perf 4.1). Answers its address. */
export async function serveEmulator(): Promise<string> {
  const { url } = await createEmulator({ throttle: true, latency: "published" }).listen(0);
  return url;
}
