import type { ClientField, LayoutMatch } from "../layouts/layout.js";
import type { Cells } from "./cells.js";
import { currencyOf } from "./currency-cell.js";
import type { ImportedClientRow } from "./imported-row.js";

type ClientRowFacts = Omit<ImportedClientRow, "fingerprint">;

/** Longest text QuickBooks' customer spreadsheet takes. Source: Intuit, community.intuit.com/articles/1583081. */
const limits: Partial<Record<ClientField, number>> = {
  name: 100,
  parent: 100,
  company: 50,
  email: 100,
  phone: 21,
  mobile: 21,
  fax: 21,
  website: 1000,
  street: 2000,
  city: 255,
  state: 255,
  zip: 30,
  country: 255,
};

/** Reads one client. Returns undefined after telling `cells` every reason why not. */
export function readClientRow(cells: Cells, match: LayoutMatch): ClientRowFacts | undefined {
  const name = nameOf(cells);
  checkLimits(cells, name);
  checkName(cells, "name", name);
  for (const field of ["firstName", "lastName", "parent"] as const) checkName(cells, field, cells.text(field));
  checkShapes(cells);
  const currency = currencyOf(cells);
  if (cells.reasons.length > 0) return undefined;
  return {
    kind: "client",
    line: cells.record.line,
    source: match.layout.source,
    name,
    firstName: cells.optional("firstName"),
    lastName: cells.optional("lastName"),
    company: cells.optional("company"),
    email: cells.optional("email"),
    phone: cells.optional("phone"),
    mobile: cells.optional("mobile"),
    fax: cells.optional("fax"),
    website: cells.optional("website"),
    address: {
      street: cells.optional("street"),
      city: cells.optional("city"),
      state: cells.optional("state"),
      zip: cells.optional("zip"),
      country: cells.optional("country"),
    },
    parent: cells.optional("parent"),
    currency,
  };
}

/** Which client a row is; phone or address may change between two uploads. */
export function clientIdentity(row: ClientRowFacts): (string | undefined)[] {
  return ["client", row.source, row.parent, row.name, row.company, row.email];
}

/** The name column, else "Last, First", else the company. */
function nameOf(cells: Cells): string {
  const person = [cells.text("lastName"), cells.text("firstName")].filter((part) => part !== "").join(", ");
  const name = cells.text("name") || person || cells.text("company");
  if (name === "") cells.refuse("name", "required", "The client has no name. Fill the name, or first and last name, or the company.");
  return name;
}

function checkLimits(cells: Cells, name: string): void {
  for (const [field, limit] of Object.entries(limits) as [ClientField, number][]) {
    const { length } = field === "name" ? name : cells.text(field);
    if (length > limit) cells.refuse(field, "too-long", `${cells.header(field)} has ${length} characters; QuickBooks takes ${limit}. Shorten it.`);
  }
}

/** Names must be ones QuickBooks accepts: no colon (it writes a site as "Client:Site"), tab or line break. */
function checkName(cells: Cells, field: ClientField, text: string): void {
  if (/[:\t\n]/.test(text)) {
    const advice = text.includes(":") ? 'Write a site\'s own name here and its client in the "parent" column, or use another sign.' : "Write it on one line.";
    cells.refuse(field, "forbidden-character", `A name cannot contain a colon, tab or line break: QuickBooks uses "Client:Site" for sites. ${advice}`);
  }
  if (text.startsWith("=")) {
    cells.refuse(field, "formula", `"${text}" is a spreadsheet formula, not a name. Replace it by its value.`);
  }
}

function checkShapes(cells: Cells): void {
  const email = cells.text("email");
  if (email !== "" && !/^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/.test(email)) {
    cells.refuse("email", "email", `"${email}" is not one e-mail address. Write a single one, such as name@example.com.`);
  }
  const website = cells.text("website");
  if (website !== "" && !/^(?:https?:\/\/)?[^\s/:]+\.[^\s/:]+(?::\d+)?(?:\/\S*)?$/i.test(website)) {
    cells.refuse("website", "website", `"${website}" is not a web address. Write one such as https://example.com.`);
  }
}
