import { HubError, newId } from "@tieout/domain";
import { clientPairs, mirrorRecords, setRecordsAside, type ChangeRow, type FirmSession } from "@tieout/store";

/** What a change is made of once its question is answered. */
export type Made = Pick<ChangeRow, "side" | "operation" | "recordId" | "ledgerId" | "baseVersion" | "baseToken" | "state" | "reason">;

type Answer = Pick<NonNullable<ChangeRow["decision"]>, "choice" | "candidateId">;

const leftOut = "left out when asked";

/** Makes of a change that asks what was answered. Throws `NOT_FOUND` and `CONFLICT` where the chosen record is not there, or is taken. */
export function answeredAs(session: FirmSession, connectionId: string, change: ChangeRow, answer: Answer, by: string): Promise<Made> {
  return change.flow === "client.pull" ? decidePulled(session, connectionId, change, answer) : decidePushed(session, connectionId, change, answer, by);
}

/** A customer that may be a client we have: link them, make a new client, or leave the customer out. */
async function decidePulled(session: FirmSession, connectionId: string, change: ChangeRow, { choice, candidateId }: Answer): Promise<Made> {
  const base = { ledgerId: change.ledgerId, baseVersion: null, baseToken: change.baseToken };
  if (choice === "skip") return { ...base, side: "hub", operation: "create", recordId: null, state: "skipped", reason: leftOut };
  if (choice === "create") return { ...base, side: "hub", operation: "create", recordId: newId(), state: "planned", reason: null };
  const [pair] = await clientPairs(session, connectionId, [candidateId ?? ""].filter(Boolean));
  if (!pair) throw new HubError("NOT_FOUND", "Choose the client to link to.", ["candidateId"]);
  if (pair.link) throw new HubError("CONFLICT", `${pair.client.displayName} is linked to another customer already.`, ["candidateId"]);
  return { ...base, side: "link", operation: "link", recordId: pair.client.id, state: "planned", reason: null };
}

/** A client that may be a customer there: link them, make a new customer, or set the client aside. */
async function decidePushed(session: FirmSession, connectionId: string, change: ChangeRow, { choice, candidateId }: Answer, by: string): Promise<Made> {
  const base = { recordId: change.recordId, baseVersion: change.baseVersion };
  if (choice === "skip") {
    if (change.recordId !== null) await setRecordsAside(session, connectionId, [{ kind: change.kind, recordId: change.recordId }], { actor: by, reason: leftOut, state: "set-aside" });
    return { ...base, side: "ledger", operation: "create", ledgerId: null, baseToken: null, state: "skipped", reason: leftOut };
  }
  if (choice === "create") return { ...base, side: "ledger", operation: "create", ledgerId: null, baseToken: null, state: "planned", reason: null };
  const [record] = await mirrorRecords(session, connectionId, "customer", [candidateId ?? ""]);
  if (!record || record.isDeleted) throw new HubError("NOT_FOUND", "Choose the customer to link to.", ["candidateId"]);
  return { recordId: change.recordId, baseVersion: null, side: "link", operation: "link", ledgerId: record.ledgerId, baseToken: record.token, state: "planned", reason: null };
}
