import { linkOptions } from "@tanstack/react-router";

export const openPlanUrl = linkOptions({ to: "/plan", search: {} });
export const planUrl = (id: string) => linkOptions({ to: "/plan", search: { id } });
