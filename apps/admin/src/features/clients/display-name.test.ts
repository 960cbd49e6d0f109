import { describe, expect, it } from "vitest";
import { nameFault, previewName, type NameParts } from "./display-name.js";

const empty: NameParts = { kind: "INDIVIDUAL", firstName: "", lastName: "", suffix: "", partnerFirstName: "", partnerLastName: "", partnerSuffix: "", businessName: "" };
const name = (parts: Partial<NameParts>) => previewName({ ...empty, ...parts });

describe("the name shown while a client is typed", () => {
  it.each([
    ["Miller, Anna", { lastName: "Miller", firstName: "Anna" }],
    ["Miller, Anna Jr.", { lastName: " Miller ", firstName: "Anna", suffix: "Jr." }],
    ["Madonna", { firstName: "Madonna" }],
    ["Miller, Anna & Ben", { kind: "COUPLE", lastName: "Miller", firstName: "Anna", partnerFirstName: "Ben" }],
    ["Miller, Anna & Ben", { kind: "COUPLE", lastName: "Miller", firstName: "Anna", partnerFirstName: "Ben", partnerLastName: "miller" }],
    ["Miller, Anna & Okafor, Ben", { kind: "COUPLE", lastName: "Miller", firstName: "Anna", partnerFirstName: "Ben", partnerLastName: "Okafor" }],
    ["Harbor Lights Brewing", { kind: "BUSINESS", businessName: "Harbor  Lights Brewing", lastName: "Miller" }],
  ] satisfies [string, Partial<NameParts>][])("is %s", (expected, parts) => {
    expect(name(parts)).toBe(expected);
  });
  it("says why QuickBooks could not take a name", () => {
    expect([nameFault("Smith: trust"), nameFault("a\tb"), nameFault("x".repeat(101)), nameFault("Smith")]).toEqual(["colon", "line break", "too long", null]);
  });
});
