import { linkOptions } from "@tanstack/react-router";

export const invoicesUrl = linkOptions({ to: "/invoices" });
export const invoiceUrl = (invoiceId: string) => linkOptions({ to: "/invoices/$invoiceId", params: { invoiceId } });
