import { linkOptions } from "@tanstack/react-router";

export const timeUrl = linkOptions({ to: "/time", search: {} });
export const waitingTimeUrl = linkOptions({ to: "/time", search: { show: "waiting" } });
export const earlierTimeUrl = linkOptions({ to: "/time", search: { show: "earlier" } });

/** Where people see one entry: the week of it, its person open. */
export const timeEntryUrl = (id: string) => linkOptions({ to: "/time", search: { entry: id } });
