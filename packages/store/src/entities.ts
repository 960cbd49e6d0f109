import type { EntitySchema } from "@mikro-orm/core";
import { billableCategorySchema } from "./schema/billable-category.js";
import { billableTypeSchema } from "./schema/billable-type.js";
import { clientSchema } from "./schema/client.js";
import { firmSchema } from "./schema/firm.js";
import { invoiceSchema } from "./schema/invoice.js";
import { invoiceLineSchema } from "./schema/invoice-line.js";
import { siteSchema } from "./schema/site.js";
import { staffMemberSchema } from "./schema/staff-member.js";
import { timeEntrySchema } from "./schema/time-entry.js";

/** Every record the unit of work knows. */
export const entities: EntitySchema[] = [
  billableCategorySchema,
  billableTypeSchema,
  clientSchema,
  firmSchema,
  invoiceSchema,
  invoiceLineSchema,
  siteSchema,
  staffMemberSchema,
  timeEntrySchema,
];
