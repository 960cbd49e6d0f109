import { calendarDate, connectionSettings, documentTaxCodes, HubError, withRulesApplied, type ConnectionSettings, type LedgerCompany } from "@tieout/domain";
import { insertRecordEvent, patchConnection, taxCodes, type ConnectionRow } from "@tieout/store";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { checkInput } from "../operate.js";
import { liveConnection } from "./live-connection.js";
import { judge } from "./record-preflight.js";

const Input = z.object({
  settings: z.object({ clients: z.boolean(), sites: z.boolean(), invoices: z.boolean(), timeEntries: z.boolean(), showLinks: z.boolean(), salesTaxCodeId: z.string().nullable() }).partial(),
  /** Documents dated before it are not sent by themselves (R14); null lifts the limit. */
  startDate: z.string().nullable().optional(),
  intervalMinutes: z.int().min(15, "At least every 15 minutes.").max(1440, "At most once a day (1440 minutes).").optional(),
});

/**
 * Saves what to sync (R11-R15). Switches follow their dependencies; nothing is written to QuickBooks.
 * @throws HubError `NOT_FOUND` for a tax code QuickBooks does not list; `CONFLICT` before the company is confirmed.
 */
export async function saveConnectionSettings({ store, actor }: PracticeContext, input: z.input<typeof Input>): Promise<ConnectionRow> {
  const { settings, startDate, intervalMinutes } = checkInput(Input, input);
  return store.withFirm(actor.firmId, async (session) => {
    const connection = await liveConnection(session);
    if (connection.state === "confirming") throw new HubError("CONFLICT", `First confirm that ${connection.companyName} is the right company.`);
    const before = connectionSettings(connection.settings as Partial<ConnectionSettings>);
    const company = connection.company as unknown as LedgerCompany;
    if (settings.salesTaxCodeId && !documentTaxCodes(await taxCodes(session, connection.id)).some(({ id }) => id === settings.salesTaxCodeId)) {
      throw new HubError("NOT_FOUND", "QuickBooks has no such tax code for taxable work. Choose another one.", ["salesTaxCodeId"]);
    }
    const after = withRulesApplied({ ...before, ...settings }, company);
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
    // What stands in the way depends on what is sent: the company, as it was last read, is judged again.
    const verdicts = connection.checkedAt === null ? undefined : await judge(session, company, after);
    return patchConnection(session, connection.id, { settings: after, verdicts, startDate: startDate ? calendarDate(startDate) : startDate, intervalMinutes });
  });
}
