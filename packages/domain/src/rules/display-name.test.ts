import { describe, expect, it, test } from "vitest";
import { clientNameFromText } from "./client-name-from-text.js";
import { type ClientName, displayName } from "./display-name.js";

const person = (lastName: string | null, firstName: string | null, suffix: string | null = null): ClientName => ({
  kind: "individual", firstName, lastName, suffix, partnerFirstName: null, partnerLastName: null, partnerSuffix: null, businessName: null,
});
const couple = (lastName: string, firstName: string, partnerFirstName: string, partnerLastName: string | null = null): ClientName => ({
  ...person(lastName, firstName), kind: "couple", partnerFirstName, partnerLastName,
});
const business = (businessName: string): ClientName => ({ ...person(null, null), kind: "business", businessName });

const CASES: readonly (readonly [ClientName, string])[] = [
  [person("Miller", "Anna"), "Miller, Anna"],
  [person("  Miller ", "Anna   Maria"), "Miller, Anna Maria"],
  [person("van der Berg", "Pieter"), "van der Berg, Pieter"],
  [person("O'Brien-Núñez", "Seán"), "O'Brien-Núñez, Seán"],
  [person("Miller", "Anna", "Jr."), "Miller, Anna Jr."],
  [person("Miller", "Robert", "III"), "Miller, Robert III"],
  [person("Miller", null), "Miller"],
  [person(null, "Cher"), "Cher"],
  [person("Mu\u0308ller", "Anna"), "Müller, Anna"],
  [couple("Miller", "Anna", "Ben"), "Miller, Anna & Ben"],
  [couple("Miller", "Anna", "Ben", "Miller"), "Miller, Anna & Ben"],
  [couple("Miller", "Anna", "Ben", "MILLER"), "Miller, Anna & Ben"],
  [couple("Miller", "Anna", "Ben", "Ortiz"), "Miller, Anna & Ortiz, Ben"],
  [{ ...couple("Miller", "Robert", "Ann"), suffix: "Jr." }, "Miller, Robert Jr. & Ann"],
  [{ ...couple("Miller", "Ann", "Robert", "Stone"), partnerSuffix: "Sr." }, "Miller, Ann & Stone, Robert Sr."],
  [business("Acme Dental, Inc."), "Acme Dental, Inc."],
  [business("Smith, Jones & Brown LLP"), "Smith, Jones & Brown LLP"],
  [business("  The   Corner Shop "), "The Corner Shop"],
  [business("x".repeat(100)), "x".repeat(100)],
];

describe("the display name of a client", () => {
  it.each(CASES)("%j is %j", (name, expected) => {
    expect(displayName(name)).toBe(expected);
  });

  it.each([
    [business("Acme: Berlin"), /colon.*Client:Site/],
    [business("Acme\tBerlin"), /tab/],
    [business("Acme\nBerlin"), /one line/],
    [person("Miller:Stone", "Anna"), /colon/],
    [business("x".repeat(101)), /101 characters; at most 100/],
    [person("x".repeat(60), "y".repeat(60)), /122 characters; QuickBooks takes 100/],
    [business(""), /needs its name/],
    [person(null, null), /needs a last name/],
    [person("Miller", null, "Jr."), /first name before/],
    [couple("Miller", "Anna", ""), /first name of both/],
  ])("refuses %j and says why", (name, why) => {
    expect(() => displayName(name)).toThrow(why);
  });
});

describe("a name from outside", () => {
  test.each([
    ["Miller, Anna", "individual"],
    ["Miller, Anna Jr.", "individual"],
    ["Miller, Anna & Ben", "couple"],
    ["Miller, Anna & Ortiz, Ben", "couple"],
    ["Miller, Robert Jr. & Ann", "couple"],
    ["Acme, Inc.", "business"],
    ["Smith, Jones & Brown LLP", "business"],
    ["Barnes & Noble", "business"],
    ["Freeman Sporting Goods", "business"],
  ])("%j is read as %s and written back unchanged", (text, kind) => {
    const name = clientNameFromText(text);
    expect(name.kind).toBe(kind);
    expect(displayName(name)).toBe(text);
  });

  test("given and family name beside it make one person of the same name", () => {
    expect(displayName(clientNameFromText("John Melton", { givenName: "John", familyName: "Melton" }))).toBe("Melton, John");
  });

  test("a contact person does not become the client", () => {
    expect(displayName(clientNameFromText("Amy's Bird Sanctuary", { givenName: "Amy", familyName: "Lauterbach" }))).toBe("Amy's Bird Sanctuary");
  });
});
