import type { Layout } from "./layout.js";

/** Our own template for clients. A person without `name` is named "Last, First"; `parent` makes the row a site. */
export const templateClients: Layout = {
  id: "template-clients",
  title: "Client template",
  source: "generic",
  kind: "client",
  columns: {
    name: ["name"],
    firstName: ["first_name"],
    lastName: ["last_name"],
    company: ["company"],
    email: ["email"],
    phone: ["phone"],
    mobile: ["mobile"],
    fax: ["fax"],
    website: ["website"],
    street: ["street"],
    city: ["city"],
    state: ["state"],
    zip: ["zip"],
    country: ["country"],
    parent: ["parent"],
    currency: ["currency"],
  },
  requires: [
    ["name", "lastName", "company"],
    ["company", "email", "phone", "street", "city", "parent"],
  ],
};
