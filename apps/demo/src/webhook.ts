/** Where the emulator posts what changes in its companies. */
export interface WebhookEndpoint {
  url: string;
  verifierToken: string;
}

/** Subscribes to the emulator's webhooks, and to nothing else of ours: under another port, an earlier start's endpoint is there no more. */
export async function subscribe(emulatorUrl: string, { url, verifierToken }: WebhookEndpoint): Promise<void> {
  const address = `${emulatorUrl}/_emulator/webhooks`;
  const endpoints = (await (await fetch(address)).json()) as { id: string; url: string }[];
  const { pathname } = new URL(url);
  for (const stale of endpoints.filter((endpoint) => endpoint.url !== url && new URL(endpoint.url).pathname === pathname)) {
    await fetch(`${address}/${stale.id}`, { method: "DELETE" });
  }
  const answer = await fetch(address, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ url, verifierToken }) });
  if (!answer.ok) throw new Error(`The emulator refused the webhook: ${answer.status} ${await answer.text()}`);
}
