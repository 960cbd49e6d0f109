import { describe, expect, it } from "vitest";
import type { Service } from "./mapping-queries.js";
import { indexServices } from "./service-search.js";

const service = (id: string, fullName: string, more: Partial<Service> = {}): Service =>
  ({ id, ledgerId: id, name: fullName.split(":").at(-1), fullName, sku: null, incomeAccount: null, isActive: true, url: null, ...more }) as Service;
const services = [service("108", "Advisory:Consulting"), service("110", "Projects:Consulting"), service("101", "Tax preparation", { sku: "T-100" }), service("111", "Tax returns", { isActive: false }), service("103", "Bookkeeping")];
const find = indexServices(services);
const ids = (text: string, recent: string[] = []) => find(text, recent).map((choice) => choice.service.id);

describe("finding a service", () => {
  it("marks services of one name, so that parent and id tell them apart", () => {
    expect(find("consulting", []).map(({ service: { id }, parent, isAmbiguous }) => [id, parent, isAmbiguous])).toEqual([["108", "Advisory", true], ["110", "Projects", true]]);
  });
  it("forgives letters left out", () => {
    expect(ids("bkkeep")[0]).toBe("103");
  });
  it("finds by the parent's name, by SKU and by QuickBooks id", () => {
    expect([ids("projects")[0], ids("T-100")[0], ids("103")[0]]).toEqual(["110", "101", "103"]);
  });
  it("puts inactive services behind active ones", () => {
    expect(ids("tax")).toEqual(["101", "111"]);
    expect(ids("").at(-1)).toBe("111");
  });
  it("offers what was used last first", () => {
    expect(ids("", ["101"])[0]).toBe("101");
  });
});
