import { linkOptions } from "@tanstack/react-router";

/** Which clients are shown; the active ones without one. */
export const clientViews = ["problems", "unlinked", "waiting", "changed", "inactive"] as const;
export type ClientView = (typeof clientViews)[number];

export const clientsUrl = linkOptions({ to: "/clients", search: {} });
export const clientsViewUrl = (show: ClientView) => linkOptions({ to: "/clients", search: { show } });
export const clientUrl = (clientId: string) => linkOptions({ to: "/clients/$clientId", params: { clientId } });
export const newClientUrl = linkOptions({ to: "/clients/new" });
