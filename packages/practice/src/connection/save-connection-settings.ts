import { approvalPolicies, calendarDate, clashPolicies, connectionSettings, documentTaxCodes, HubError, withFieldRules, withRulesApplied, type ConnectionSettings, type LedgerCompany } from "@tieout/domain";
import { insertRecordEvent, lockSync, patchConnection, replacePlan, taxCodes, waitingSyncPlans, wakeClashes, type ConnectionRow } from "@tieout/store";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { checkInput } from "../operate.js";
import { liveConnection } from "./live-connection.js";
import { judge } from "./record-preflight.js";

const Input = z.object({
  settings: z.object({ clients: z.boolean(), sites: z.boolean(), invoices: z.boolean(), timeEntries: z.boolean(), tagInvoices: z.boolean(), showLinks: z.boolean(), salesTaxCodeId: z.string().nullable() }).partial(),
  /** Who approves what the sync plans. */
  approval: z.enum(approvalPolicies).optional(),
  /** The rules that change; the others stay. */
  fieldRules: z.array(z.object({ kind: z.string(), field: z.string(), policy: z.enum(clashPolicies) })).max(100).optional(),
  /** Documents dated before it are not sent by themselves (R14); null lifts the limit. */
  startDate: z.string().nullable().optional(),
  intervalMinutes: z.int().min(15, "At least every 15 minutes.").max(1440, "At most once a day (1440 minutes).").optional(),
});

/**
 * Saves what to sync (R11-R15). Switches follow their dependencies; nothing is written to QuickBooks.
 * @throws HubError `INVALID` for a rule that makes no sense for its field; `NOT_FOUND` for a tax code QuickBooks does not list; `CONFLICT` before the company is confirmed.
 */
export async function saveConnectionSettings({ store, actor }: PracticeContext, input: z.input<typeof Input>): Promise<ConnectionRow> {
  const { settings, approval, fieldRules = [], startDate, intervalMinutes } = checkInput(Input, input);
  return store.withFirm(actor.firmId, async (session) => {
    await lockSync(session);
    const connection = await liveConnection(session);
    if (connection.state === "confirming") throw new HubError("CONFLICT", `First confirm that ${connection.companyName} is the right company.`);
    const before = connectionSettings(connection.settings as Partial<ConnectionSettings>);
    const company = connection.company as unknown as LedgerCompany;
    if (settings.salesTaxCodeId && !documentTaxCodes(await taxCodes(session, connection.id)).some(({ id }) => id === settings.salesTaxCodeId)) {
      throw new HubError("NOT_FOUND", "QuickBooks has no such tax code for taxable work. Choose another one.", ["salesTaxCodeId"]);
    }
    const after = withRulesApplied({ ...before, ...settings, approval: approval ?? before.approval, policies: withFieldRules(before.policies, fieldRules) }, company);
    await insertRecordEvent(session, actor, {
      kind: "connection",
      recordId: connection.id,
      action: "settings-saved",
      changes: [
        { path: "settings", before, after },
        { path: "startDate", before: connection.startDate, after: startDate === undefined ? connection.startDate : startDate },
        { path: "intervalMinutes", before: connection.intervalMinutes, after: intervalMinutes ?? connection.intervalMinutes },
      ].filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after)),
    });
    // From now on plans are approved by this setting: what waits is planned again, and sent, by the next sync.
    if (after.approval === "automatic" && before.approval !== "automatic") for (const plan of await waitingSyncPlans(session, connection.id)) await replacePlan(session, plan, actor.name);
    // A rule answers what a person was asked before it: the open questions are planned again.
    if (JSON.stringify(after.policies) !== JSON.stringify(before.policies)) await wakeClashes(session, connection.id);
    // What stands in the way depends on what is sent: the company, as it was last read, is judged again.
    const verdicts = connection.checkedAt === null ? undefined : await judge(session, company, after);
    return patchConnection(session, connection.id, { settings: after, verdicts, startDate: startDate ? calendarDate(startDate) : startDate, intervalMinutes });
  });
}
