import { linkOptions } from "@tanstack/react-router";

export const timeUrl = linkOptions({ to: "/time", search: {} });
export const timeWeekUrl = (week: string, who?: string) => linkOptions({ to: "/time", search: { week, who } });
