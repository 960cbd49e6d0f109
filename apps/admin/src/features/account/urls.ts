import { linkOptions } from "@tanstack/react-router";

export const accountUrl = linkOptions({ to: "/account" });
