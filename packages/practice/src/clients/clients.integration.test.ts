import { newId } from "@tieout/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createBillableCategory } from "../billables/create-billable-category.js";
import { createBillableType } from "../billables/create-billable-type.js";
import { updateBillableCategory } from "../billables/update-billable-category.js";
import { updateBillableType } from "../billables/update-billable-type.js";
import { firmFixture, type FirmFixture } from "../firm-fixture.js";
import { updateFirm } from "../firm/update-firm.js";
import { createSite } from "../sites/create-site.js";
import { updateSite } from "../sites/update-site.js";
import { createStaffMember } from "../staff/create-staff-member.js";
import { updateStaffMember } from "../staff/update-staff-member.js";
import { createTimeEntry } from "../time/create-time-entries.js";
import { createClient, createClients } from "./create-clients.js";
import { deactivateClient, reactivateClient } from "./deactivate-client.js";
import { updateClient } from "./update-client.js";

let firm: FirmFixture;
beforeAll(async () => void (firm = await firmFixture({ homeCurrency: "CAD" })));
afterAll(() => firm.close());

test("a new client has its display name by the rule, the firm's currency and a history", async () => {
  const client = await createClient(firm.context, { kind: "couple", lastName: "Miller", firstName: "Anna", partnerFirstName: "Ben", partnerLastName: "Ortiz" });
  expect(client).toMatchObject({ displayName: "Miller, Anna & Ortiz, Ben", currency: "CAD" });
  const [event] = await firm.history(client.id);
  expect(event).toMatchObject({ action: "created", actor: "Paul" });
  expect(event?.changes).toContainEqual({ path: "displayName", before: null, after: "Miller, Anna & Ortiz, Ben" });
});

test("a name with a colon is refused at entry with the rule, and nothing is kept", async () => {
  await expect(createClients(firm.context, { clients: [{ kind: "business", businessName: "Fine" }, { kind: "business", businessName: "Acme: Berlin" }] })).rejects.toMatchObject({ code: "INVALID", field: ["businessName"], message: expect.stringContaining("colon") });
  expect(await firm.rows("select 1 from hub.client where business_name = 'Fine'")).toEqual([]);
});

test("an update changes what is named, clears what is null and keeps before and after", async () => {
  const client = await createClient(firm.context, { kind: "business", businessName: "Change Ltd", email: "a@x.example", city: "Bonn" });
  await updateClient(firm.context, { id: client.id, version: client.version, email: null, phone: "555", city: undefined });
  expect((await firm.history(client.id)).at(-1)?.changes).toEqual([{ path: "email", before: "a@x.example", after: null }, { path: "phone", before: null, after: "555" }]);
  await expect(updateClient(firm.context, { id: client.id, version: client.version, phone: "556" })).rejects.toMatchObject({ code: "STALE_VERSION" });
});

test("a business that becomes a person keeps no business name", async () => {
  const client = await createClient(firm.context, { kind: "business", businessName: "Stone Studio" });
  expect(await updateClient(firm.context, { id: client.id, kind: "individual", lastName: "Stone", firstName: "Kim" })).toMatchObject({ businessName: null, displayName: "Stone, Kim", normalizedName: "kim stone" });
});

test("the currency stays once there is time", async () => {
  const client = await createClient(firm.context, { kind: "business", businessName: "Money Ltd" });
  await updateClient(firm.context, { id: client.id, currency: "EUR" });
  await createTimeEntry(firm.context, { staffId: firm.sia.id, clientId: client.id, categoryId: firm.tax.id, day: "2026-03-01", minutes: 5 });
  await expect(updateClient(firm.context, { id: client.id, currency: "USD" })).rejects.toMatchObject({ code: "CONFLICT", field: ["currency"] });
});

test("a client out of use takes no new time until it is back", async () => {
  const client = await createClient(firm.context, { kind: "business", businessName: "Gone Ltd" });
  const work = { staffId: firm.sia.id, clientId: client.id, categoryId: firm.tax.id, day: "2026-03-01", minutes: 5 };
  await deactivateClient(firm.context, { id: client.id });
  await expect(createTimeEntry(firm.context, work)).rejects.toThrow(/Gone Ltd is no longer in use/);
  await reactivateClient(firm.context, { id: client.id });
  await createTimeEntry(firm.context, work);
  expect((await firm.history(client.id)).map((event) => event.action)).toEqual(["created", "deactivated", "reactivated"]);
});

test("nobody reaches another firm's client", async () => {
  const stranger = { ...firm.context, actor: { ...firm.context.actor, firmId: newId() } };
  await expect(updateClient(stranger, { id: firm.client.id, notes: "x" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("sites, staff, categories and types are changed the same way, and what must be unique is", async () => {
  const site = await createSite(firm.context, { clientId: firm.client.id, name: "North" });
  await expect(createSite(firm.context, { clientId: firm.client.id, name: "NORTH" })).rejects.toMatchObject({ code: "CONFLICT", field: ["name"] });
  expect(await updateSite(firm.context, { id: site.id, name: "South", isActive: false })).toMatchObject({ name: "South", isActive: false });

  const staff = await createStaffMember(firm.context, { firstName: "Ben", lastName: "Ray", email: "ben@x.example" });
  await expect(createStaffMember(firm.context, { firstName: "Bea", lastName: "Ray", email: "BEN@x.example" })).rejects.toMatchObject({ code: "CONFLICT", field: ["email"] });
  expect(await updateStaffMember(firm.context, { id: staff.id, rate: "99.50" })).toMatchObject({ rate: "99.50", displayName: "Ben Ray" });

  const category = await createBillableCategory(firm.context, { code: "ADV", name: "Advice" });
  await expect(createBillableCategory(firm.context, { code: "adv", name: "Other" })).rejects.toMatchObject({ code: "CONFLICT", field: ["code"] });
  expect(await updateBillableCategory(firm.context, { id: category.id, rate: "150" })).toMatchObject({ rate: "150", code: "ADV" });

  const type = await createBillableType(firm.context, { categoryId: category.id, code: "ADV-1", name: "Call", isBillable: false });
  expect(await updateBillableType(firm.context, { id: type.id, name: "Phone call" })).toMatchObject({ name: "Phone call", isBillable: false });
  for (const id of [site.id, staff.id, category.id, type.id]) expect((await firm.history(id)).map((event) => event.action)).toEqual(["created", "updated"]);
});

test("the firm's settings are checked and kept in history", async () => {
  await expect(updateFirm(firm.context, { timeZone: "Mars/Base" })).rejects.toMatchObject({ code: "INVALID", field: ["timeZone"] });
  await expect(updateFirm(firm.context, { taxRatePercent: "101" })).rejects.toMatchObject({ code: "INVALID", field: ["taxRatePercent"] });
  await updateFirm(firm.context, { defaultTermsDays: 10 });
  expect((await firm.history(firm.firmId)).at(-1)?.changes).toEqual([{ path: "defaultTermsDays", before: 30, after: 10 }]);
});
