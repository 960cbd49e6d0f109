import type { CalendarDate } from "../calendar-date.js";
import { HubError } from "../errors.js";
import { addMoney, amountForMinutes, decimal, type Decimal, roundMoney, sameDecimal } from "../money.js";
import type { RollUp } from "../records/firm.js";

/** How many, at what, makes how much. Quantity and unit price are both there or both null. */
export interface LineAmount {
  quantity: Decimal | null;
  unitPrice: Decimal | null;
  amount: Decimal;
}

/** Approved time on its way to an invoice. */
export interface BillableTime {
  id: string;
  categoryId: string;
  typeId: string | null;
  minutes: number;
  /** The frozen hourly rate. */
  rate: Decimal;
  day: CalendarDate;
}

/** A line made of time: `timeIds` says of which. */
export interface TimeLine extends LineAmount {
  description: string;
  categoryId: string;
  typeId: string | null;
  isTaxable: boolean;
  serviceDate: CalendarDate;
  timeIds: string[];
}

/**
 * The amount of one line by hand. With quantity and unit price the amount is their product, rounded to the currency; an
 * amount given beside them must be that one (QuickBooks refuses others, fault 6070). Without them the amount stands alone.
 * Throws `INVALID` for less than zero: QuickBooks takes no negative sales line (2290), a credit memo does that.
 */
export function lineAmount(line: { quantity: Decimal | null; unitPrice: Decimal | null; amount: Decimal | null }, currency: string): LineAmount {
  const { quantity, unitPrice, amount } = line;
  if ((quantity === null) !== (unitPrice === null)) {
    throw new HubError("INVALID", "Give both quantity and unit price, or neither and the amount alone.", [quantity === null ? "quantity" : "unitPrice"]);
  }
  if (quantity === null || unitPrice === null) {
    if (amount === null) throw new HubError("INVALID", "A line needs an amount, or a quantity and a unit price.", ["amount"]);
    return { quantity, unitPrice, amount: checkAmount(amount, currency) };
  }
  const product = roundMoney(checkFactor(quantity, "quantity").times(checkFactor(unitPrice, "unitPrice")), currency);
  if (amount !== null && !sameDecimal(amount, product)) {
    throw new HubError("INVALID", `${quantity} x ${unitPrice} is ${product}, not ${amount}. Correct one of them, or give the amount alone.`, ["amount"]);
  }
  return { quantity, unitPrice, amount: product };
}

/**
 * The amount of time at one or several rates. Minutes at the same rate are added first and rounded once, so that three times
 * 20 minutes at 100.00 are 100.00 and not 99.99; the rounded amounts of the rates are then added. Hours (two decimals) and rate
 * are given only where their product rounds to the amount: 50 minutes at 200.00 are 166.67 alone, never 0.83 x 200.00.
 */
export function timeAmount(times: readonly { minutes: number; rate: Decimal }[], currency: string): LineAmount {
  const minutesByRate = new Map<string, number>();
  for (const { minutes, rate } of times) {
    const key = decimal(rate).toFixed();
    minutesByRate.set(key, (minutesByRate.get(key) ?? 0) + minutes);
  }
  const amount = addMoney([...minutesByRate].map(([rate, minutes]) => amountForMinutes(minutes, rate, currency)), currency);
  const [only] = minutesByRate;
  if (minutesByRate.size !== 1 || !only) return { quantity: null, unitPrice: null, amount };
  const [rate, minutes] = only;
  const hours = decimal(String(minutes)).div(60).round(2).toFixed();
  const isExact = sameDecimal(roundMoney(decimal(hours).times(decimal(rate)), currency), amount);
  return isExact ? { quantity: hours, unitPrice: rate, amount } : { quantity: null, unitPrice: null, amount };
}

/** What becomes one line: time of one category, or of one type where the invoice is rolled up by type and the time has one. */
function lineKey({ categoryId, typeId }: Pick<BillableTime, "categoryId" | "typeId">, rollUp: RollUp): string {
  return `${categoryId} ${rollUp === "type" ? (typeId ?? "") : ""}`;
}

/**
 * What an invoice from this time comes to, before tax: the sum of its lines, each rounded once. Whoever shows the worth of unbilled time
 * says this figure, so that the draft made of it has the same subtotal to the cent; the exact minutes times rate may differ by cents.
 */
export function worthOfTime(times: readonly Pick<BillableTime, "categoryId" | "typeId" | "minutes" | "rate">[], rollUp: RollUp, currency: string): Decimal {
  const lines = Map.groupBy(times, (time) => lineKey(time, rollUp));
  return addMoney([...lines.values()].map((line) => timeAmount(line, currency).amount), currency);
}

/** What a line says of the list entry it is rolled up by. */
export interface RollUpNames {
  categories: ReadonlyMap<string, { name: string; isTaxable: boolean }>;
  types: ReadonlyMap<string, { name: string }>;
}

/**
 * Lines of an invoice from approved time, one for each category, or one for each type (time without a type keeps its category),
 * in the order the work was first done. A line without quantity says its hours in words.
 */
export function linesFromTime(times: readonly BillableTime[], rollUp: RollUp, names: RollUpNames, currency: string): TimeLine[] {
  const ordered = [...times].sort((a, b) => a.day.localeCompare(b.day) || a.id.localeCompare(b.id));
  const groups = Map.groupBy(ordered, (time) => lineKey(time, rollUp));
  return [...groups.values()].map((group) => {
    const [{ categoryId, typeId }] = group as [BillableTime];
    const lineType = rollUp === "type" ? typeId : null;
    const category = names.categories.get(categoryId);
    const title = (lineType === null ? undefined : names.types.get(lineType)?.name) ?? category?.name ?? "";
    const amount = timeAmount(group, currency);
    const minutes = group.reduce((sum, time) => sum + time.minutes, 0);
    return {
      ...amount,
      description: amount.quantity === null ? `${title}, ${hoursAndMinutes(minutes)}` : title,
      categoryId,
      typeId: lineType,
      isTaxable: category?.isTaxable ?? false,
      serviceDate: group.at(-1)?.day ?? "",
      timeIds: group.map((time) => time.id),
    };
  });
}

function hoursAndMinutes(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")} hours`;
}

function checkAmount(amount: Decimal, currency: string): Decimal {
  const rounded = roundMoney(amount, currency);
  if (!sameDecimal(rounded, amount)) throw new HubError("INVALID", `${amount} has more decimals than ${currency} has.`, ["amount"]);
  if (decimal(amount).lt(0)) throw new HubError("INVALID", "A line's amount cannot be negative. Give money back with a credit memo.", ["amount"]);
  return rounded;
}

function checkFactor(text: Decimal, field: "quantity" | "unitPrice") {
  const value = decimal(text);
  if (value.lt(0)) throw new HubError("INVALID", "Quantity and unit price cannot be negative. Give money back with a credit memo.", [field]);
  if (!value.round(5).eq(value)) throw new HubError("INVALID", "Quantity and unit price have at most five decimals.", [field]);
  return value;
}
