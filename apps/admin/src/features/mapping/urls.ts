import { linkOptions } from "@tanstack/react-router";

export const mappingUrl = linkOptions({ to: "/mapping" });
