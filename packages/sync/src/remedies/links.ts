import { HubError, linkTargetOf, type LedgerKind, type RecordKind } from "@tieout/domain";
import { setRecordStates } from "@tieout/store";
import { decideQuestion } from "./decide-question.js";
import { endLink } from "./end-link.js";
import { linkRecord } from "./link-record.js";
import type { Target } from "./linked-record.js";
import { factText, type Remedy, type RemedyContext } from "./remedy.js";

const ledgerKindsOf: Record<RecordKind, readonly [LedgerKind, ...LedgerKind[]]> = {
  client: ["customer"],
  site: ["customer"],
  "staff-member": ["employee", "vendor"],
  invoice: ["invoice"],
  "time-entry": ["time-activity"],
};

/** Takes a record of the ledger for this one: an answer to a question, or a record that is read and compared first. */
export const linkExisting: Remedy = (context) => (context.problem.kind === "possible-duplicate" ? decideQuestion(context, "link") : bind(context));

/** Binds a record to another one of the ledger than before (R30, R75). After a merge the survivor is meant unless another is named. */
export const relink: Remedy = (context) => bind(context);

/** Ends a link to what is gone, void or another's (R75). The next sync looks for a match and creates one if there is none. */
export const removeLink: Remedy = async (context) => {
  const { connection, inFirm } = context;
  const targets = targetsOf(context);
  await inFirm(async (session) => {
    for (const target of targets) await endLink(session, context, target);
    await setRecordStates(session, connection.id, targets.map(({ kind, recordId }) => ({ kind, recordId, state: "queued", reason: null })));
  });
  return { release: [...context.records, ...targets.map((target) => ({ ...target, changeId: null }))], isSettled: true, resolution: "link removed", run: "everything" };
};

async function bind(context: RemedyContext): ReturnType<Remedy> {
  const { problem, values } = context;
  const targets = targetsOf(context);
  const [target] = targets;
  if (!target || targets.length > 1) throw new HubError("INVALID", "Link one record at a time.");
  const field = ["values", "ledgerId"];
  const ledgerId = values["ledgerId"]?.trim() || linkTargetOf(problem.facts).proposedId;
  if (!ledgerId) throw new HubError("INVALID", "Choose the record in QuickBooks.", field);
  const kinds = ledgerKindsOf[target.kind];
  const ledgerKind = kinds.find((kind) => kind === values["ledgerKind"]) ?? kinds.find((kind) => kind === problem.facts["otherKind"]) ?? kinds[0];
  const name = await linkRecord(context, target, { ledgerKind, ledgerId, field, takenFrom: problem.facts["holderId"] });
  const isDocument = target.kind === "invoice" || target.kind === "time-entry";
  return { release: isDocument ? [] : [...context.records, { ...target, changeId: null }], isSettled: true, resolution: `linked to ${name}`, run: isDocument ? null : "everything" };
}

/** Whom a problem is about: its records, or the client or staff member they wait for. */
export function targetsOf({ problem, records }: RemedyContext): Target[] {
  const staffId = factText(problem.facts, "staffId");
  const clientId = factText(problem.facts, "clientId");
  const label = factText(problem.facts, "label") ?? factText(problem.facts, "name") ?? "";
  if (staffId) return [{ kind: "staff-member", recordId: staffId, label }];
  if (clientId) return [{ kind: "client", recordId: clientId, label }];
  return records;
}
