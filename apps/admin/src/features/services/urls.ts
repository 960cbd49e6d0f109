import { linkOptions } from "@tanstack/react-router";

export const servicesUrl = linkOptions({ to: "/services" });
