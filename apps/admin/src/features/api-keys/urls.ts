import { linkOptions } from "@tanstack/react-router";

export const apiKeysUrl = linkOptions({ to: "/api-keys" });
