import { linkOptions } from "@tanstack/react-router";

export const signInUrl = linkOptions({ to: "/sign-in" });
