import type { LedgerKind } from "@tieout/domain";
import { account } from "./account.js";
import { ledgerClass } from "./class.js";
import type { EntityCodec } from "./codec.js";
import { customer } from "./customer.js";
import { employee } from "./employee.js";
import { invoice } from "./invoice.js";
import { item } from "./item.js";
import { taxAgency } from "./tax-agency.js";
import { taxCode } from "./tax-code.js";
import { taxRate } from "./tax-rate.js";
import { term } from "./term.js";
import { timeActivity } from "./time-activity.js";
import { vendor } from "./vendor.js";

/** Every entity this adapter speaks, by the port's name for it. */
export const codecs: Readonly<Record<LedgerKind, EntityCodec>> = {
  customer,
  employee,
  vendor,
  item,
  account,
  class: ledgerClass,
  term,
  "tax-code": taxCode,
  "tax-rate": taxRate,
  "tax-agency": taxAgency,
  invoice,
  "time-activity": timeActivity,
};

export const feedKinds: readonly LedgerKind[] = Object.values(codecs)
  .filter((codec) => codec.isInFeed)
  .map((codec) => codec.kind);
