import { linkOptions } from "@tanstack/react-router";

/** Views of the invoices; new ones without one. */
export const invoiceTabs = ["held", "sent", "unsynced", "aside", "draft", "void"] as const;
export type InvoiceTab = (typeof invoiceTabs)[number];

export const invoicesUrl = linkOptions({ to: "/invoices", search: {} });
export const invoicesTabUrl = (tab: InvoiceTab | "new") => linkOptions({ to: "/invoices", search: tab === "new" ? {} : { tab } });
/** The invoices that name a client or bear a number. */
export const invoicesOfUrl = (text: string) => linkOptions({ to: "/invoices", search: { tab: "sent", q: text } });
export const invoiceUrl = (invoiceId: string) => linkOptions({ to: "/invoices/$invoiceId", params: { invoiceId } });
/** Writing one from unbilled time; of one client when it is known. */
export const invoiceFromTimeUrl = (client?: string) => linkOptions({ to: "/invoices/new", search: client ? { client } : {} });
export const invoiceByHandUrl = linkOptions({ to: "/invoices/new", search: { by: "hand" } });
