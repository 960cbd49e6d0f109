import { isSignedByIntuit, readNotification } from "@tieout/quickbooks";
import type { Violation } from "@tieout/testkit/checker";
import type { SyncFixture } from "./sync-fixture.js";

const verifierToken = "token";

/** News of the firm's company arrive from now on, and are taken in as by the product's own endpoint. */
export function listen(firm: SyncFixture): void {
  const deliver = async (request: Request): Promise<Response> => {
    const body = Buffer.from(await request.arrayBuffer());
    if (!isSignedByIntuit(body, request.headers.get("intuit-signature") ?? "", [verifierToken])) return new Response(null, { status: 401 });
    for (const { realmId, notices } of readNotification(body.toString()) ?? []) await firm.engine.receiveNotices({ realmHash: firm.vault.fingerprint(realmId), notices });
    return new Response();
  };
  firm.emulator.subscribe({ url: "http://hub.example/quickbooks/webhook", verifierToken, deliver });
}

/**
 * Twice, clients are changed in QuickBooks, and something in the company of somebody else with them: one notification tells of all. What
 * was told and did not come here within seconds is a violation.
 */
export async function hearOfChanges(firm: SyncFixture, clientIds: readonly string[]): Promise<Violation[]> {
  const clients = () => firm.rows<{ name: string; phone: string | null }>("select display_name as name, phone from hub.client where id = any($1)", [clientIds]);
  const names = (await clients()).map(({ name }) => name);
  const customers = firm.records("Customer").filter(({ DisplayName }) => names.includes(String(DisplayName)));
  const elsewhere = firm.emulator.bookkeeper(firm.emulator.mintGrant({ scenario: "empty" }).realmId);
  const told: string[] = [];
  for (const round of ["1", "2"]) {
    elsewhere.create("Customer", { DisplayName: `Stranger ${round}` });
    for (const last of ["0", round]) for (const { Id } of customers) firm.bookkeeper.change("Customer", Id, { PrimaryPhone: { FreeFormNumber: `555-02${round}${last}` } });
    await firm.emulator.webhooksSettled();
    await firm.advance(5);
    await firm.drain();
    const delivery = firm.emulator.state.deliveries().at(-1);
    if (delivery?.state !== "delivered") continue;
    for (const { name, phone } of await clients()) if (phone !== `555-02${round}${round}`) told.push(`client ${name}`);
  }
  return told.length === 0 ? [] : [{ invariant: "INV-2", what: "QuickBooks told of a change, and it is not here.", documents: told }];
}
