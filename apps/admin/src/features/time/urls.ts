import { linkOptions } from "@tanstack/react-router";

export const timeUrl = linkOptions({ to: "/time", search: {} });
