import type { WireRecord } from "@tieout/quickbooks-emulator";

type Ref = { value?: string };

/** What the invariants read of the emulator's records; written anew here, so that a mistake of the adapter is not repeated. */
export function refOf(record: WireRecord, member: string): string | null {
  return (record[member] as Ref | undefined)?.value ?? null;
}

export function textOf(record: WireRecord, member: string): string | null {
  const value = record[member];
  return typeof value === "string" && value !== "" ? value : null;
}

export function addressOf(record: WireRecord, member: "PrimaryEmailAddr" | "PrimaryPhone"): string | null {
  const value = record[member] as { Address?: string; FreeFormNumber?: string } | undefined;
  return value?.Address ?? value?.FreeFormNumber ?? null;
}

/** Amounts of the sold lines, in order, decimal texts. */
export function soldAmounts(record: WireRecord): string[] {
  const lines = (record["Line"] ?? []) as { DetailType?: string; Amount?: number }[];
  return lines.flatMap((line) => (line.DetailType === "SalesItemLineDetail" ? [String(line.Amount ?? 0)] : []));
}

export function moneyOf(record: WireRecord, member: string): string {
  return String(record[member] ?? 0);
}

export function taxOf(record: WireRecord): string {
  return String((record["TxnTaxDetail"] as { TotalTax?: number } | undefined)?.TotalTax ?? 0);
}

export function minutesOf(record: WireRecord): number {
  return Number(record["Hours"] ?? 0) * 60 + Number(record["Minutes"] ?? 0);
}

export function isVoided(record: WireRecord): boolean {
  return Number(record["TotalAmt"] ?? 0) === 0 && (textOf(record, "PrivateNote") ?? "").startsWith("Voided");
}

/** Our tag in the private note of an invoice, "hub:..." (reliability 1.3). */
export function markerOf(record: WireRecord): string | null {
  return /\bhub:[a-z2-7]+\b/.exec(textOf(record, "PrivateNote") ?? "")?.[0] ?? null;
}
