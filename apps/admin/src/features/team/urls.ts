import { linkOptions } from "@tanstack/react-router";

export const teamUrl = linkOptions({ to: "/team" });
