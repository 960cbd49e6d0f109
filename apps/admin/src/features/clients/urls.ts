import { linkOptions } from "@tanstack/react-router";

export const clientsUrl = linkOptions({ to: "/clients" });
export const clientUrl = (clientId: string) => linkOptions({ to: "/clients/$clientId", params: { clientId } });
