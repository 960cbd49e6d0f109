import { createServer } from "node:http";
import { blankUs, createEmulator, sandboxUs } from "@tieout/quickbooks-emulator";
import { companyOf } from "./large-company.js";

/** Where a server listens and what it takes to call it. */
export interface Served {
  url: string;
  realmId: string;
  accessToken: string;
}

/** An emulator without limits: with the sample company, or with a large one. */
export async function serveBenchEmulator({ customers, invoices }: { customers: number; invoices: number }): Promise<Served> {
  const emulator = createEmulator({ throttle: false, companies: [customers === 0 ? sandboxUs : () => companyOf(customers, invoices)] });
  const { realmId, accessToken } = emulator.mintGrant();
  const { url } = await emulator.listen(0);
  return { url, realmId, accessToken };
}

/** A plain Node server that answers every request with these bytes: the floor of any HTTP answer of that size. */
export async function serveEcho({ body }: { body: string }): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { "content-type": "application/json" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The echo server has no port.");
  return `http://127.0.0.1:${address.port}`;
}

/** Creates customers in process, one after the other; answers how many a second. */
export async function createInProcess({ count }: { count: number }): Promise<number> {
  const emulator = createEmulator({ throttle: false, companies: [blankUs("Creates")] });
  const { realmId, accessToken } = emulator.mintGrant();
  const headers = { authorization: `Bearer ${accessToken}`, accept: "application/json", "content-type": "application/json" };
  const create = (name: string) => emulator.fetch(new Request(`http://localhost/v3/company/${realmId}/customer`, { method: "POST", headers, body: JSON.stringify({ DisplayName: name }) }));
  for (let at = 0; at < 200; at += 1) await create(`Warm ${at}`);
  const began = performance.now();
  for (let at = 0; at < count; at += 1) {
    const { status } = await create(`Client ${at}`);
    if (status !== 200) throw new Error(`Create ${at} was answered ${status}.`);
  }
  return (count / (performance.now() - began)) * 1_000;
}

/** Makes the company of a named scenario in an emulator that has none; answers how long that took, milliseconds. */
export function seedScenario({ name }: { name: string }): number {
  const began = performance.now();
  createEmulator().mintGrant({ scenario: name });
  return performance.now() - began;
}
