import { HubError, clientNameFromText, displayName } from "@tieout/domain";
import type { ClientField, LayoutMatch } from "../layouts/layout.js";
import type { Cells } from "./cells.js";
import { currencyOf } from "./currency-cell.js";
import type { ImportedClientRow } from "./imported-row.js";

type ClientRowFacts = Omit<ImportedClientRow, "fingerprint">;

/** Longest text QuickBooks' customer spreadsheet takes. Source: Intuit, community.intuit.com/articles/1583081. */
const limits: Partial<Record<ClientField, number>> = {
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
  const parent = cells.optional("parent");
  if (parent !== undefined) checkName(cells, "parent", parent);
  checkLimits(cells);
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
    parent,
    currency,
  };
}

/** Which client a row is; phone or address may change between two uploads. */
export function clientIdentity(row: ClientRowFacts): (string | undefined)[] {
  return ["client", row.source, row.parent, row.name, row.company, row.email];
}

/** The name column, else "Last, First", else the company: a name the hub and QuickBooks can take. */
function nameOf(cells: Cells): string {
  const [firstName, lastName] = [cells.text("firstName"), cells.text("lastName")];
  const name = cells.text("name") || [lastName, firstName].filter((part) => part !== "").join(", ") || cells.text("company");
  if (name === "") cells.refuse("name", "required", "The client has no name. Fill the name, or first and last name, or the company.");
  else checkName(cells, "name", name);
  return name;
}

/** Holds a name against the one rule for display names (R36), and a formula against none. */
function checkName(cells: Cells, field: "name" | "parent", text: string): void {
  if (text.startsWith("=")) {
    cells.refuse(field, "formula", `"${text}" is a spreadsheet formula, not a name. Replace it by its value.`);
    return;
  }
  try {
    displayName(clientNameFromText(text));
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    cells.refuse(field, "name", error.message);
  }
}

function checkLimits(cells: Cells): void {
  for (const [field, limit] of Object.entries(limits) as [ClientField, number][]) {
    const { length } = [...cells.text(field)];
    if (length > limit) cells.refuse(field, "too-long", `${cells.header(field)} has ${length} characters; QuickBooks takes ${limit}. Shorten it.`);
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
