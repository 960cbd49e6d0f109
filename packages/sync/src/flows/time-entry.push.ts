import { calendarDate, isSameValue, newId, writtenDay, type LedgerTimeActivity, type LedgerWrite } from "@tieout/domain";
import { markDirty, timeEntriesForSync, type FieldDifference, type FirmSession, type SyncTimeEntry } from "@tieout/store";
import { defineFlow, type DraftChange, type DraftProblem, type PlanFacts, type RecordPlan } from "../engine/flow.js";
import { closedPeriod } from "../resolve/closed-period.js";
import { resolveCustomer } from "../resolve/customer-of-document.js";
import { isToBePushedAgain } from "../resolve/push-again.js";
import { isWanted } from "../resolve/eligible.js";
import { ledgerNames, type LedgerNames } from "../resolve/ledger-names.js";
import { recordGone } from "../resolve/record-gone.js";
import { loadItems, resolveItem, type ItemReferences } from "../resolve/service-item.js";
import { resolvePerson } from "../resolve/staff-link.js";
import { agreeTime, editsOfTime, isSameActivity, keysInTimeEdits, metInTime, ownTimePaths, pathsToRestore, shownOfTime } from "../resolve/time-agreement.js";

/**
 * Sends approved time to the ledger (R65). Time that was sent and then edited here is updated there; time that lost its approval or
 * was deleted here is deleted there; both are shown in the plan.
 * Direction: hub to ledger.
 * Timing: hourly; at once for chosen entries, also for those before the start date.
 * Needs: the client as a customer, the staff member as an employee or vendor (`staff.match`), an item for the code.
 * Never: sends drafts, sends time as billable while invoices go out from here or when it stands on one of ours, for then the same work
 * would be billed twice.
 */
export const timeEntryPush = defineFlow<PushedTime, ItemReferences>({
  name: "time-entry.push",
  kind: "time-entry",
  ledgerKind: "time-activity",
  source: { from: "hub", kind: "time-entry" },
  isOn: (settings) => settings.timeEntries,
  references: (session, connectionId, { defaultItemId }) => loadItems(session, connectionId, defaultItemId),
  load,
  plan: planTimeEntry,
  marker: (write) => {
    if (write.operation !== "create" || write.document.kind !== "time-activity") return null;
    const { personId, customerId, day, minutes, description } = write.document;
    return { kind: "time-activity", personId, customerId, day, minutes, description };
  },
  isSame: isSameActivity,
  settlement: {
    agreements: async (_session, _connectionId, settled) => agreeTime(settled),
    // What the ledger made of it without a word is looked at with the next plan (reliability FC-53).
    after: (session, _connectionId, settled) => markDirty(session, "time-entry", settled.flatMap(({ change, record }) => (change.recordId !== null && record && change.write && !isSameActivity(change.write as unknown as LedgerWrite, record) ? [change.recordId] : []))),
  },
});

/** Time beside what edits of it in the ledger are told with. */
export interface PushedTime extends SyncTimeEntry {
  names: LedgerNames;
}

async function load(session: FirmSession, connectionId: string, ids: readonly string[]): Promise<PushedTime[]> {
  const rows = await timeEntriesForSync(session, connectionId, ids);
  const names = await ledgerNames(session, connectionId, rows.flatMap(keysInTimeEdits));
  return rows.map((row) => ({ ...row, names }));
}

/** Pure: what one time entry comes to in the ledger. */
export function planTimeEntry(row: PushedTime, facts: PlanFacts<ItemReferences>): RecordPlan | null {
  const { entry, link, ledger } = row;
  // One that a plan holds already is planned once.
  if (row.isSetAside || facts.planned.ofRecord("time-entry", row.id)?.state === "ready") return null;
  const isThere = link !== null && ledger !== null && !ledger.isDeleted;
  if (!entry || (entry.status !== "approved" && entry.status !== "locked")) return link ? planRemoval(row) : null;
  if (!link && !isWanted(row.id, entry.day, facts.chosen, facts.startDate)) return null;

  const label = labelOf(entry);
  const plan = { recordId: row.id, label };
  if (link && !isThere) return { ...plan, problems: [recordGone("time-entry", row.id, { label, ledgerKind: "time-activity", ledgerId: link.ledgerId })] };

  const customer = resolveCustomer(entry, facts.planned);
  const person = resolvePerson(entry.staff, facts.planned);
  const item = resolveItem(entry, entry.typeId === null ? "category" : mappedBy(entry, facts.references), facts.references, label, row.id);
  const problems: DraftProblem[] = [
    ...("problem" in customer ? [customer.problem] : []),
    ...("problem" in person ? [person.problem] : []),
    ...("problem" in item ? [item.problem] : []),
    ...(facts.company.closedThrough !== null && entry.day <= facts.company.closedThrough ? [closedPeriod("time-entry", facts.company.closedThrough)] : []),
  ];
  const waits = "waitsFor" in customer ? customer.waitsFor : null;
  const document: LedgerTimeActivity = {
    kind: "time-activity",
    personKind: "personId" in person ? person.personKind : "employee",
    personId: "personId" in person ? person.personId : "",
    // While its client waits, nobody says that sent time is another's.
    customerId: "customerId" in customer ? customer.customerId : ((link?.agreed["customerId"] as string | null | undefined) ?? null),
    itemId: "itemId" in item ? item.itemId : null,
    classId: ledger?.document.classId ?? null,
    day: entry.day,
    minutes: entry.minutes,
    description: entry.note || null,
    hourlyRate: entry.frozenRate,
    isBillable: !facts.settings.invoices && entry.status !== "locked" && entry.isBillable && entry.frozenRate !== null,
    isBilled: false,
  };
  const change: Pick<DraftChange, "id" | "side" | "recordId" | "ledgerKind" | "label" | "baseVersion" | "dependsOn"> = {
    id: newId(), side: "ledger", recordId: row.id, ledgerKind: "time-activity", label, baseVersion: entry.version,
    dependsOn: "dependsOn" in customer ? (customer.dependsOn ?? ("dependsOn" in person ? person.dependsOn : null)) : null,
  };
  const state = problems.length > 0 || waits !== null ? "blocked" : "planned";
  if (!isThere) {
    const fields = [{ path: "staff", before: null, after: entry.staff.displayName }, { path: "client", before: null, after: entry.client.displayName }, ...differences(null, document).filter(({ path }) => !path.endsWith("Id") && path !== "personKind")];
    return { ...plan, problems, changes: [{ ...change, operation: "create", ledgerId: null, fields, write: state === "planned" ? { operation: "create", document } : null, baseToken: null, state, reason: waits }] };
  }
  const isAgain = isToBePushedAgain(link);
  const met = isAgain ? [] : metInTime(link.agreed, document, ledger.document);
  const agreed = { ...link.agreed, ...Object.fromEntries(met.map((path) => [path, document[path]])) };
  const settled = met.length > 0 ? { ...plan, agreement: { agreed, hubAgreed: {} } } : plan;
  const fields = isAgain ? pathsToRestore(document, ledger.document).map((path) => ({ path, before: ledger.document[path], after: document[path] })) : differences(agreed, document);
  const paths = fields.map(({ path }) => path);
  const edits = isAgain ? [] : editsOfTime(agreed, ledger.document);
  // Edited on both sides: nobody's edit is written over before a person says whose counts. Time goes along with its client.
  const isClash = edits.some((path) => path !== "customerId" && paths.includes(path));
  const goes = state === "planned" && !isClash;
  const asked = goes ? edits.filter((path) => !paths.includes(path)) : edits;
  if (asked.length > 0) problems.push(timeDiffers({ id: row.id, label, isOnInvoice: entry.status === "locked" }, asked, oursShown(entry, document, row.names), ledger, row.names));
  if (fields.length === 0 && problems.length === 0) return settled;
  const write = { operation: "update", id: link.ledgerId, token: ledger.token, document: { ...ledger.document, ...Object.fromEntries(paths.map((path) => [path, document[path as keyof LedgerTimeActivity]])) }, fields: paths };
  return { ...settled, problems, changes: fields.length === 0 ? [] : [{ ...change, operation: "update", ledgerId: link.ledgerId, fields, write: goes ? write : null, baseToken: ledger.token, state: goes ? "planned" : "blocked", reason: waits }] };
}

/** Ours as people know it: by our own names of client and person. */
function oursShown({ client, site, staff }: NonNullable<SyncTimeEntry["entry"]>, document: LedgerTimeActivity, names: LedgerNames): Readonly<Record<string, unknown>> {
  return { ...document, customerId: site?.ledgerId ? site.name : client.displayName, personId: staff.displayName, itemId: shownOfTime("itemId", { ...document }, names) };
}

/** Both values of what is not in the ledger as it was sent. */
function timeDiffers({ id, ...named }: { id: string; label: string; isOnInvoice: boolean }, edits: readonly (typeof ownTimePaths)[number][], ours: Readonly<Record<string, unknown>>, ledger: NonNullable<SyncTimeEntry["ledger"]>, names: LedgerNames): DraftProblem {
  const differences = edits.map((path) => ({ path, before: ours[path], after: shownOfTime(path, { ...ledger.document }, names), agreed: ours[path] }));
  return { kind: "time-differs", causeKey: `time-differs:${id}`, facts: { ...named, fields: edits, differences: JSON.stringify(differences), ledgerKind: "time-activity", ledgerId: ledger.ledgerId, editedHereAt: null, editedThereAt: ledger.updatedAt } };
}

/** Sent, and no longer approved or no longer there: it must not stand in the ledger either. */
function planRemoval({ id, entry, link, ledger }: SyncTimeEntry): RecordPlan | null {
  if (!link) return null;
  const label = entry ? labelOf(entry) : (ledger?.name ?? "deleted time");
  if (!ledger || ledger.isDeleted) return { recordId: id, label, endsLink: true, state: { state: "never-sent", reason: null } };
  const fields = differences(null, ledger.document).map(({ path, after }) => ({ path, before: after, after: null }));
  return {
    recordId: id,
    label,
    changes: [
      { id: newId(), side: "ledger", operation: "delete", recordId: id, ledgerKind: "time-activity", ledgerId: link.ledgerId, label, fields, write: { operation: "delete", kind: "time-activity", id: link.ledgerId, token: ledger.token }, baseVersion: entry?.version ?? null, baseToken: ledger.token, state: "planned" },
    ],
  };
}

/** Types are asked first where they have a service of their own; else the category's serves. */
function mappedBy(entry: NonNullable<SyncTimeEntry["entry"]>, { targets }: ItemReferences): "category" | "type" {
  return targets.has(`billable-type ${entry.typeId}`) ? "type" : "category";
}

function labelOf({ staff, day, minutes }: NonNullable<SyncTimeEntry["entry"]>): string {
  return `${staff.displayName}, ${writtenDay(calendarDate(day))}, ${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

/** Our fields where they are not what was agreed. */
function differences(agreed: Readonly<Record<string, unknown>> | null, document: LedgerTimeActivity): FieldDifference[] {
  return ownTimePaths.flatMap((path) => {
    const before = agreed?.[path] ?? null;
    const after = document[path];
    return isSameValue(path, before, after) ? [] : [{ path, before, after }];
  });
}
