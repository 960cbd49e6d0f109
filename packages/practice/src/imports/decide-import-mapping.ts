import { Client, type ClientDetails, clientNameFromText, Firm, HubError } from "@tieout/domain";
import { type FirmSession, type ImportMapping, saveImportMappings } from "@tieout/store";
import { z } from "zod";
import { takeOnClients } from "../clients/create-clients.js";
import type { PracticeContext } from "../context.js";
import { id } from "../inputs.js";
import { checkInput, findRecord, operate } from "../operate.js";
import { holdImport, type ImportSummary, summary } from "./import-steps.js";
import { judgeRows } from "./judge-rows.js";
import { importTargets } from "./resolve-import-values.js";

const decision = z.object({
  field: z.enum(["client", "category", "staff"]),
  /** As the file has it. */
  value: z.string(),
  /** A client, a staff member, or a billable category or type. */
  targetId: id.optional(),
  /** A new client of that name; nothing else is created by an import. */
  create: z.literal(true).optional(),
  /** Its rows are left out. */
  skip: z.literal(true).optional(),
});
const decideImportMappingInput = z.object({ importId: id, decisions: z.array(decision).min(1) });

type Decision = z.output<typeof decision>;

/** Keeps what values of a product's files stand for, for this and every later upload, and judges the rows again. */
export async function decideImportMapping(context: PracticeContext, input: z.input<typeof decideImportMappingInput>): Promise<ImportSummary> {
  const { importId, decisions } = checkInput(decideImportMappingInput, input);
  return operate(context, async (session) => {
    const record = await holdImport(session, importId, ["preview"]);
    const targets = await importTargets(session);
    decisions.forEach((each, index) => {
      checkDecision(each, index);
      if (each.targetId !== undefined && !targets[each.field].has(each.targetId)) {
        throw new HubError("NOT_FOUND", `What "${each.value}" should stand for is gone or no longer in use. Choose another.`, ["decisions", String(index), "targetId"]);
      }
    });
    const created = await createClients(session, context, decisions.filter((each) => each.create));
    const mappings = decisions.map(({ field, value, targetId, skip }): ImportMapping => ({ field, value, targetId: targetId ?? created.get(value) ?? null, isSkipped: skip ?? false }));
    await saveImportMappings(session, record.source, mappings, context.actor.name);
    await judgeRows(session, record);
    return summary(session, importId);
  });
}

function checkDecision({ field, value, targetId, create, skip }: Decision, index: number): void {
  const path = ["decisions", String(index)];
  if ([targetId, create, skip].filter((choice) => choice !== undefined).length !== 1) {
    throw new HubError("INVALID", `Decide one thing for "${value}": what it stands for, that it is created, or that it is left out.`, path);
  }
  if (create && field !== "client") throw new HubError("INVALID", "An import creates clients on request, never staff or categories. Add them first.", [...path, "create"]);
  if (create && value.trim() === "") throw new HubError("INVALID", "A client needs a name. Choose a client for the rows without one.", [...path, "create"]);
}

async function createClients(session: FirmSession, { actor }: PracticeContext, decisions: readonly Decision[]): Promise<Map<string, string>> {
  if (decisions.length === 0) return new Map();
  const firm = await findRecord(session, Firm, session.firmId, "firm");
  const details = decisions.map(({ value }): Partial<ClientDetails> & Pick<ClientDetails, "kind" | "currency"> => ({ ...clientNameFromText(value), currency: firm.homeCurrency }));
  const clients = await takeOnClients(session, actor, details.map((each) => new Client(session.firmId, each)));
  return new Map(decisions.map(({ value }, index) => [value, clients[index]?.id ?? ""]));
}
