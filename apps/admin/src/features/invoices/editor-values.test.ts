import { describe, expect, it } from "vitest";
import { emptyLine, lineAmount, lineFault, lineInput, subtotalOf, type LineValues } from "./editor-values.js";
import { product, sum } from "./line-math.js";

const line = (more: Partial<LineValues>): LineValues => ({ ...emptyLine(), description: "Work", ...more });

describe("amounts while an invoice is typed", () => {
  it.each([["2.5", "180.00", "450.00"], ["0.83", "200", "166.00"], ["0.333", "0.15", "0.05"], ["1", "166.665", "166.67"], ["3", "0.335", "1.01"]])("%s times %s is %s, rounded half up", (quantity, price, amount) => {
    expect(product(quantity, price, 2)).toBe(amount);
  });
  it("gives a currency its own decimals", () => {
    expect([product("1.5", "333", 0), product("1.5", "1.0005", 3)]).toEqual(["500", "1.501"]);
  });
  it("adds beyond what a float can hold", () => {
    expect(sum(["9007199254740993.01", "0.10", "0.2"], 2)).toBe("9007199254740993.31");
  });
  it("takes hours times rate before an amount, and the amount alone without them", () => {
    expect(lineAmount(line({ quantity: "2", unitPrice: "1,250", amount: "7" }), "USD")).toBe("2500.00");
    expect(lineAmount(line({ amount: "166.67" }), "USD")).toBe("166.67");
    expect(subtotalOf([line({ amount: "166.67" }), line({ quantity: "1", unitPrice: "0.33" }), line({ amount: "x" })], "USD")).toBe("167.00");
  });
  it("says what is missing of a line", () => {
    expect(lineFault(line({ quantity: "2" }), "USD")?.field).toBe("unitPrice");
    expect(lineFault(line({ amount: "1.234" }), "USD")?.field).toBe("amount");
    expect(lineFault(line({ description: " ", amount: "5" }), "USD")?.field).toBe("description");
    expect(lineFault(line({ amount: "5" }), "USD")).toBeNull();
  });
  it("keeps the id of a stored line, by which its time stays behind it", () => {
    expect(lineInput(line({ id: "l1", amount: "5", service: { value: "c1 t1", label: "TAX Tax return" } }), "USD")).toMatchObject({ id: "l1", categoryId: "c1", typeId: "t1", amount: "5" });
    expect(lineInput(line({ amount: "5" }), "USD")).not.toHaveProperty("id");
  });
});
