import { createEmulator } from "@tieout/quickbooks-emulator";
import { expect, test } from "vitest";
import { demoClients } from "./clients.js";
import { createDemoCompany } from "./quickbooks-company.js";

test("QuickBooks knows 182 customers and 16 sites, one of them Canadian, and holds a payment that has been deposited; it refuses to touch the one and to bill the other in dollars", async () => {
  const emulator = createEmulator({ clock: { now: () => Date.parse("2026-08-03T16:00:00Z") } });
  const server = await emulator.listen(0);
  try {
    await createDemoCompany(server.url, demoClients(), "2026-03-31");
    const realmId = emulator.state.companies()[0]!.realmId;
    const customers = emulator.state.records(realmId, "Customer");
    expect([customers.filter(({ Job }) => !Job).length, customers.filter(({ Job }) => Job).length]).toEqual([182, 16]);
    expect(customers.filter(({ CurrencyRef }) => (CurrencyRef as { value: string }).value !== "USD").map(({ DisplayName, CurrencyRef }) => [DisplayName, CurrencyRef])).toEqual([["Harborlight Chapel", { value: "CAD", name: "Canadian Dollar" }]]);
    expect(emulator.state.records(realmId, "Invoice")).toMatchObject([{ DocNumber: "OLD-118", TotalAmt: 250, Balance: 0, TxnDate: "2026-04-01" }]);
    const deposit = emulator.state.records(realmId, "Deposit")[0]!;
    expect(emulator.state.records(realmId, "Payment")).toMatchObject([{ TotalAmt: 250, UnappliedAmt: 0, LinkedTxn: [{ TxnId: deposit.Id, TxnType: "Deposit" }] }]);
    const { accessToken } = emulator.mintGrant({ realmId });
    const refusal = async (path: string, body: object): Promise<unknown> => {
      const headers = { authorization: `Bearer ${accessToken}`, accept: "application/json", "content-type": "application/json" };
      const answer = await emulator.fetch(new Request(`${server.url}/v3/company/${realmId}/${path}`, { method: "POST", headers, body: JSON.stringify(body) }));
      return ((await answer.json()) as { Fault: { Error: { code: string }[] } }).Fault.Error[0]?.code;
    };
    const [payment] = emulator.state.records(realmId, "Payment");
    expect(await refusal("payment?operation=delete", { Id: payment!.Id, SyncToken: payment!.SyncToken })).toBe("6540");
    const abroad = customers.find(({ DisplayName }) => DisplayName === "Harborlight Chapel")!.Id;
    const item = emulator.state.records(realmId, "Item").find(({ Type }) => Type === "Service")!.Id;
    const line = { Amount: 10, DetailType: "SalesItemLineDetail", SalesItemLineDetail: { ItemRef: { value: item } } };
    expect(await refusal("invoice", { CustomerRef: { value: abroad }, CurrencyRef: { value: "USD" }, Line: [line] })).toBe("6000");
    const rates = emulator.state.records(realmId, "Employee").map(({ FamilyName, BillRate }) => [FamilyName, BillRate]);
    expect(rates).toEqual(expect.arrayContaining([["Whitfield", 285], ["Okafor", 150]]));
    expect(customers.every(({ Balance }) => Balance === 0)).toBe(true);
  } finally {
    await server.close();
  }
});
