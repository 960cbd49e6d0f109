import { expect, test } from "vitest";
import { mappingStatus, type MappingFacts, type MappingStatus } from "./mapping-status.js";

const chosen = { targetId: "7", targetName: "Tax advice", target: { name: "Tax advice", isActive: true, isDeleted: false }, hasDefaultItem: true };
const none = { targetId: null, targetName: null, target: null };

test.each<[MappingStatus, MappingFacts]>([
  ["unmapped", { ...none, hasDefaultItem: false }],
  ["default-item", { ...none, hasDefaultItem: true }],
  ["mapped", chosen],
  ["target-renamed", { ...chosen, target: { ...chosen.target, name: "Tax advisory" } }],
  ["target-inactive", { ...chosen, target: { ...chosen.target, isActive: false } }],
  ["target-deleted", { ...chosen, target: { ...chosen.target, isDeleted: true } }],
  ["target-deleted", { ...chosen, target: null }],
])("%s", (status, facts) => {
  expect(mappingStatus(facts)).toBe(status);
});
