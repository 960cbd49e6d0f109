import { linkOptions } from "@tanstack/react-router";

export const connectionUrl = linkOptions({ to: "/settings/quickbooks" });
