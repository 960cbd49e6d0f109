import { linkOptions } from "@tanstack/react-router";

export const firmUrl = linkOptions({ to: "/settings/firm" });
