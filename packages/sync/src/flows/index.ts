import type { Flow } from "../engine/flow.js";
import type { ListPull } from "../engine/list-pull.js";
import { accountPull } from "./account.pull.js";
import { classPull } from "./class.pull.js";
import { clientPull } from "./client.pull.js";
import { clientPush } from "./client.push.js";
import { clientRestore } from "./client.restore.js";
import { clientWithdraw } from "./client.withdraw.js";
import { employeePull } from "./employee.pull.js";
import { invoicePush } from "./invoice.push.js";
import { invoiceWithdraw } from "./invoice.withdraw.js";
import { itemPull } from "./item.pull.js";
import { ledgerRecordReactivate } from "./ledger-record.reactivate.js";
import { siteOnboarding } from "./site.onboarding.js";
import { staffMatch } from "./staff.match.js";
import { taxAgencyPull } from "./tax-agency.pull.js";
import { taxCodePull } from "./tax-code.pull.js";
import { taxRatePull } from "./tax-rate.pull.js";
import { termPull } from "./term.pull.js";
import { timeEntryPush } from "./time-entry.push.js";
import { timeEntryWithdraw } from "./time-entry.withdraw.js";
import { vendorPull } from "./vendor.pull.js";

/** Lists others refer to, kept in the mirror. */
export const listPulls: readonly ListPull[] = [itemPull, accountPull, employeePull, vendorPull, classPull, termPull, taxCodePull, taxRatePull, taxAgencyPull];

/** What moves, in the order of dependency: whoever is referred to comes before who refers, and what is taken back goes the other way. Plans are made and applied in this order. */
export const flows: readonly Flow[] = [ledgerRecordReactivate, clientPull, siteOnboarding, clientPush, staffMatch, invoicePush, timeEntryPush, timeEntryWithdraw, invoiceWithdraw, clientRestore, clientWithdraw];

export { clientPull, clientPush, clientRestore, clientWithdraw, invoicePush, invoiceWithdraw, ledgerRecordReactivate, siteOnboarding, staffMatch, timeEntryPush, timeEntryWithdraw };
