import * as z from "zod/mini";

/** How a file is to be taken. */
export interface UploadOptions {
  readonly dateFormat?: DateFormat;
  readonly timeStatus: "submitted" | "draft";
  readonly keepsRates: boolean;
}
export type DateFormat = "MM/DD/YYYY" | "DD/MM/YYYY";

const accepted = z.object({ importId: z.string() });
const refused = z.object({
  code: z.string(),
  message: z.string(),
  problem: z.optional(z.string()),
  facts: z.optional(z.object({
    headers: z.optional(z.array(z.string())),
    closest: z.optional(z.string()),
    missing: z.optional(z.array(z.string())),
    example: z.optional(z.string()),
  })),
});

/** Why a file was not taken; `problem` "ambiguous-dates" is a question. */
export type UploadRefusal = z.infer<typeof refused>;
export type UploadAnswer = { readonly importId: string } | { readonly refusal: UploadRefusal } | "unreachable";

/** Sends a file to be read. Its options stand before it, so that the server can read the stream as it comes. */
export async function uploadFile(file: File, { dateFormat, timeStatus, keepsRates }: UploadOptions): Promise<UploadAnswer> {
  const form = new FormData();
  if (dateFormat) form.append("dateFormat", dateFormat);
  form.append("timeStatus", timeStatus);
  form.append("keepsRates", String(keepsRates));
  form.append("file", file);
  try {
    const response = await fetch("/imports", { method: "POST", body: form, credentials: "same-origin" });
    const answer: unknown = await response.json();
    const done = accepted.safeParse(answer);
    if (response.ok && done.success) return { importId: done.data.importId };
    const refusal = refused.safeParse(answer);
    return refusal.success ? { refusal: refusal.data } : "unreachable";
  } catch {
    return "unreachable";
  }
}

/** What a date such as "03/04/2026" is under each order, as YYYY-MM-DD; null for a text that is no such date. */
export function readBothWays(example: string): Record<DateFormat, string> | null {
  const match = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})/.exec(example.trim());
  if (!match) return null;
  const [, first = "", second = "", year = ""] = match;
  const iso = (month: string, day: string) => `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return { "MM/DD/YYYY": iso(first, second), "DD/MM/YYYY": iso(second, first) };
}
