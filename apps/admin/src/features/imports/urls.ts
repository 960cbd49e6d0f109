import { linkOptions } from "@tanstack/react-router";

export const importsUrl = linkOptions({ to: "/imports" });
export const importUrl = (importId: string) => linkOptions({ to: "/imports/$importId", params: { importId } });
