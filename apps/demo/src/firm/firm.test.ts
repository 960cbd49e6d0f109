import { displayName } from "@tieout/domain";
import { expect, test } from "vitest";
import { demoClients } from "./clients.js";
import { demoCategories, demoItems } from "./services.js";
import { demoStaff } from "./staff.js";

test("the demo firm is the same every time: 18 people, 240 clients with 240 names", () => {
  const clients = demoClients();
  expect(demoStaff).toHaveLength(18);
  expect(clients).toHaveLength(240);
  expect(demoClients()).toEqual(clients);
  expect(new Set(clients.map((client) => displayName({ ...client, partnerSuffix: null }))).size).toBe(240);
});

test("the planted faults are there", () => {
  expect(demoClients().filter((client) => client.state === null)).toHaveLength(1);
  const names = demoItems.filter((item) => item.type === "Service").map((item) => item.name);
  expect(names.filter((name) => name === "Consulting")).toHaveLength(2);
  expect(demoItems.filter((item) => !item.isActive)).toHaveLength(1);
  expect(names).not.toContain(demoCategories.find((category) => category.code === "EST")?.name);
});
