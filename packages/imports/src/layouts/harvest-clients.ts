import type { Layout } from "./layout.js";

/** Harvest's client export: a name and an address of several lines. */
export const harvestClients: Layout = {
  id: "harvest-clients",
  title: "Harvest client export",
  source: "harvest",
  kind: "client",
  columns: { name: ["Client Name"], street: ["Address"], currency: ["Currency"] },
  requires: [["name"], ["street"]],
};
