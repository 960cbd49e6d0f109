import { linkOptions } from "@tanstack/react-router";

export const auditUrl = linkOptions({ to: "/audit" });

/** What happened to one record. */
export const auditOfRecordUrl = (recordId: string) => linkOptions({ to: "/audit", search: { record: recordId } });
