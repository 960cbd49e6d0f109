import { documentTaxCodes, HubError } from "@tieout/domain";
import { ledgerItems, patchConnection, remapItem, saveMappings, taxCodes, type FirmSession } from "@tieout/store";
import { factText, needed, type Remedy, type RemedyContext } from "./remedy.js";

/** Says as what service a code is sold, for good. Where the service is inactive, every code that used it gets the new one. */
export const mapCategory: Remedy = async (context) => {
  const { connection, problem, records, actor, inFirm } = context;
  const sourceKind = factText(problem.facts, "sourceKind");
  const sourceId = factText(problem.facts, "sourceId");
  if (!sourceId || (sourceKind !== "billable-category" && sourceKind !== "billable-type")) throw new HubError("CONFLICT", "This problem is not about a code.");
  await inFirm(async (session) => {
    const item = await usableItem(session, context);
    const inactive = problem.kind === "mapping-target-inactive" ? factText(problem.facts, "itemId") : null;
    if (inactive !== null) await remapItem(session, connection.id, inactive, item, actor.name);
    else await saveMappings(session, connection.id, sourceKind, [{ sourceId, targetId: item.id, targetName: item.name }], { origin: "user", confirmedBy: actor.name });
  });
  return { release: records, isSettled: false, resolution: "mapped", run: records.length > 0 ? "records" : null };
};

/** One service for every code that has none of its own. */
export const chooseDefaultItem: Remedy = async (context) => {
  const { connection, records, inFirm } = context;
  await inFirm(async (session) => {
    const item = await usableItem(session, context);
    await patchConnection(session, connection.id, { defaultItemId: item.id });
  });
  return { release: records, isSettled: false, resolution: "default service chosen", run: records.length > 0 ? "records" : null };
};

/** The sales tax of taxable work, for good. */
export const chooseTaxCode: Remedy = async (context) => {
  const { connection, records, inFirm } = context;
  const id = needed(context, "taxCodeId", "Choose the tax code.");
  await inFirm(async (session) => {
    const codes = await taxCodes(session, connection.id);
    if (!documentTaxCodes(codes).some((code) => code.id === id)) throw new HubError("NOT_FOUND", "QuickBooks has no such tax code for taxable work. Choose another one.", ["values", "taxCodeId"]);
    await patchConnection(session, connection.id, { settings: { ...connection.settings, salesTaxCodeId: id } });
  });
  return { release: records, isSettled: false, resolution: "sales tax chosen", run: "records" };
};

async function usableItem(session: FirmSession, context: RemedyContext): Promise<{ id: string; name: string }> {
  const id = needed(context, "itemId", "Choose the QuickBooks service.");
  const [item] = await ledgerItems(session, context.connection.id, { includeInactive: true, ids: [id] });
  if (!item) throw new HubError("NOT_FOUND", "QuickBooks has no such service.", ["values", "itemId"]);
  if (!item.isActive) throw new HubError("MAPPING_TARGET_INACTIVE", `The service "${item.fullName}" is inactive in QuickBooks. Make it active there, or choose another one.`, ["values", "itemId"]);
  return { id: item.id, name: item.fullName };
}
