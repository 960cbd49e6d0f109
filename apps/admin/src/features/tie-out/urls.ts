import { linkOptions } from "@tanstack/react-router";

export const tieOutUrl = linkOptions({ to: "/tie-out", search: {} });
