/** A decimal as a whole number of 10^-`scale`. */
function scaled(text: string): { readonly value: bigint; readonly scale: number } {
  const [whole = "0", fraction = ""] = text.split(".");
  return { value: BigInt(whole + fraction), scale: fraction.length };
}

function written(value: bigint, digits: number): string {
  const text = String(value).padStart(digits + 1, "0");
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Quantity times price, rounded half up to `digits`: exact, no float takes part. Both are decimals without a sign. */
export function product(quantity: string, unitPrice: string, digits: number): string {
  const a = scaled(quantity);
  const b = scaled(unitPrice);
  const value = a.value * b.value;
  const drop = a.scale + b.scale - digits;
  if (drop <= 0) return written(value * 10n ** BigInt(-drop), digits);
  const unit = 10n ** BigInt(drop);
  return written((value + unit / 2n) / unit, digits);
}

/** The sum of decimals without a sign, with `digits` decimals. */
export function sum(amounts: readonly string[], digits: number): string {
  const total = amounts.reduce((before, amount) => {
    const { value, scale } = scaled(amount);
    return before + value * 10n ** BigInt(Math.max(0, 10 - scale));
  }, 0n);
  return written(total / 10n ** BigInt(10 - digits), digits);
}

/** How many decimals a currency has. */
export function currencyDigits(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
