import { Agent, request } from "node:http";
import { namedScenarios } from "@tieout/quickbooks-emulator";
import { peakMemoryMb, startOwnPart } from "../part.js";
import { aims, type EmulatorRow, type EmulatorScenario, largeCompany } from "./scenario.js";
import type { Served } from "./servers.js";

/** Measures the scenarios asked for, each emulator and each floor in a process of its own. */
export async function measureEmulator(scenarios: readonly EmulatorScenario[], isQuick: boolean, say: (line: string) => void): Promise<EmulatorRow[]> {
  const rows: EmulatorRow[] = [];
  for (const scenario of scenarios) {
    say(`${scenario} ...`);
    rows.push(...(await measurements[scenario](isQuick)));
  }
  return rows;
}

const measurements: Record<EmulatorScenario, (isQuick: boolean) => Promise<EmulatorRow[]>> = {
  "emulator-read": async (isQuick) => [await withFloor("emulator-read", isQuick ? 200 : 4_000, { customers: 0, invoices: 0 }, "invoice/130")],
  "emulator-query": async (isQuick) => {
    const size = isQuick ? { customers: 100, invoices: 1_000 } : largeCompany;
    const query = encodeURIComponent(`select * from Invoice where DocNumber = '${1_001 + size.invoices / 2}'`);
    return [await withFloor("emulator-query", isQuick ? 50 : 400, size, `query?query=${query}`)];
  },
  "emulator-create": async (isQuick) => {
    const part = await startOwnPart<number>("emulator-creates", { count: isQuick ? 200 : 5_000 });
    const rssMb = peakMemoryMb(part.pid);
    await part.stop();
    const perSecond = Math.round(part.answer);
    return [{ scenario: "emulator-create", requestsPerSecond: perSecond, medianMs: 1_000 / part.answer, ...(rssMb === null ? {} : { rssMb }), missed: !isQuick && perSecond < aims.createsPerSecond ? [`${aims.createsPerSecond} creates a second in process`] : [] }];
  },
  "emulator-seed": async () => {
    const rows: EmulatorRow[] = [];
    for (const name of Object.keys(namedScenarios)) {
      const part = await startOwnPart<number>("emulator-seed", { name });
      const rssMb = peakMemoryMb(part.pid);
      await part.stop();
      rows.push({ scenario: `emulator-seed ${name}`, medianMs: part.answer, ...(rssMb === null ? {} : { rssMb }), missed: part.answer >= aims.seedMs ? [`made in under ${aims.seedMs / 1_000} s`] : [] });
    }
    return rows;
  },
};

async function withFloor(scenario: "emulator-read" | "emulator-query", count: number, size: { customers: number; invoices: number }, path: string): Promise<EmulatorRow> {
  const emulator = await startOwnPart<Served>("bench-emulator", size);
  const { url, realmId, accessToken } = emulator.answer;
  const ask = asker(`${url}/v3/company/${realmId}/${path}`, { authorization: `Bearer ${accessToken}`, accept: "application/json" });
  const floor = await startOwnPart<string>("echo", { body: await ask() });
  const askFloor = asker(floor.answer, { accept: "application/json" });
  const medianMs = await medianOf(ask, count);
  const floorMs = await medianOf(askFloor, count);
  const rssMb = peakMemoryMb(emulator.pid);
  await Promise.all([emulator.stop(), floor.stop()]);
  const overheadMs = medianMs - floorMs;
  const missed = [
    ...(scenario === "emulator-read" && overheadMs >= aims.overheadMs ? [`under ${aims.overheadMs} ms above the floor`] : []),
    ...(scenario === "emulator-query" && medianMs >= aims.queryMs ? [`a query by an indexed member under ${aims.queryMs} ms`] : []),
    ...(scenario === "emulator-query" && rssMb !== null && rssMb >= aims.rssMb ? [`under ${aims.rssMb} MB`] : []),
  ];
  return { scenario, requestsPerSecond: Math.round(1_000 / medianMs), medianMs, floorMs, overheadMs, ...(rssMb === null ? {} : { rssMb }), missed };
}

/** One request after the other over one connection; the median time of an answer, milliseconds. */
async function medianOf(ask: () => Promise<string>, count: number): Promise<number> {
  for (let at = 0; at < Math.min(count, 500); at += 1) await ask();
  const times: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const began = performance.now();
    await ask();
    times.push(performance.now() - began);
  }
  return times.toSorted((one, other) => one - other)[Math.floor(count / 2)] ?? 0;
}

function asker(url: string, headers: Record<string, string>): () => Promise<string> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return () =>
    new Promise((resolve, reject) => {
      const sent = request(url, { agent, headers }, (answer) => {
        let body = "";
        answer.setEncoding("utf8");
        answer.on("data", (chunk: string) => (body += chunk));
        answer.on("end", () => (answer.statusCode === 200 ? resolve(body) : reject(new Error(`${url} answered ${answer.statusCode}: ${body.slice(0, 200)}`))));
      });
      sent.on("error", reject);
      sent.end();
    });
}
