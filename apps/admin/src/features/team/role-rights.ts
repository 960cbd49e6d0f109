import type { Role } from "../../lib/viewer.js";
import type { teamTexts } from "./team.texts.js";

type Right = keyof typeof teamTexts.matrix.rows;

export const roles: readonly Role[] = ["ADMIN", "BOOKKEEPER", "APPROVER", "STAFF", "VIEWER"];

const bookkeepers: readonly Role[] = ["ADMIN", "BOOKKEEPER"];
const approvers: readonly Role[] = [...bookkeepers, "APPROVER"];

/** What each right is, by a root field of the API that needs it, and who has it. A person with the role of a field sees it in `viewer.may`. */
export const rights: Readonly<Record<Right, { readonly field: string; readonly roles: readonly Role[] }>> = {
  seeRecords: { field: "clients", roles },
  seeMoney: { field: "invoices", roles: [...approvers, "VIEWER"] },
  enterTime: { field: "createTimeEntry", roles: [...approvers, "STAFF"] },
  approveTime: { field: "approveTimeEntries", roles: approvers },
  editClients: { field: "updateClient", roles: bookkeepers },
  invoices: { field: "createInvoice", roles: bookkeepers },
  mapping: { field: "mapCategories", roles: bookkeepers },
  imports: { field: "commitImport", roles: bookkeepers },
  sync: { field: "syncNow", roles: bookkeepers },
  pause: { field: "pauseConnection", roles: bookkeepers },
  services: { field: "updateStaffMember", roles: ["ADMIN"] },
  connection: { field: "connectQuickBooks", roles: ["ADMIN"] },
  firm: { field: "updateFirm", roles: ["ADMIN"] },
  people: { field: "inviteUser", roles: ["ADMIN"] },
};

/** Staff may do this to their own records only. */
export const ownOnly: readonly Right[] = ["enterTime"];
