import { linkOptions } from "@tanstack/react-router";

export const staffUrl = linkOptions({ to: "/staff" });
