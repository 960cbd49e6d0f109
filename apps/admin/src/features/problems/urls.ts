import { linkOptions } from "@tanstack/react-router";

export const problemsUrl = linkOptions({ to: "/problems", search: {} });
export const problemUrl = (id: string) => linkOptions({ to: "/problems", search: { open: id } });
export const problemsOfUrl = (record: "CLIENT" | "SITE" | "STAFF_MEMBER" | "INVOICE" | "TIME_ENTRY") => linkOptions({ to: "/problems", search: { record } });
