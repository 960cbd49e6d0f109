import { linkOptions } from "@tanstack/react-router";

export const overviewUrl = linkOptions({ to: "/" });
