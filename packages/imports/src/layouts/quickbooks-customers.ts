import type { Layout } from "./layout.js";

/**
 * The customer spreadsheet QuickBooks Online imports, its own customer export, and the names people give the same columns.
 * Opening balances are not read: a balance belongs to documents, not to a client.
 * Source: Intuit, "Which contact fields are imported?" (community.intuit.com/articles/1583081).
 */
export const quickbooksCustomers: Layout = {
  id: "quickbooks-customers",
  title: "QuickBooks customer spreadsheet",
  source: "quickbooks",
  kind: "client",
  columns: {
    name: ["Name", "Display Name", "Display Name As", "Customer Display Name", "Customer", "Customer Name", "Customer Full Name", "Full Name"],
    firstName: ["First Name", "Given Name"],
    lastName: ["Last Name", "Family Name"],
    company: ["Company", "Company Name"],
    email: ["Email", "E-mail", "Email Address", "E-mail Address", "Main Email"],
    phone: ["Phone", "Phone Number", "Phone Numbers", "Main Phone"],
    mobile: ["Mobile", "Mobile Number", "Mobile Phone"],
    fax: ["Fax", "Fax Number"],
    website: ["Website", "Web Site", "URL"],
    street: ["Street", "Street Address", "Address", "Billing Street", "Billing Address", "Bill Address", "Billing Address Line 1"],
    city: ["City", "City/Town", "Town", "Billing City", "Billing Address City"],
    state: ["State", "State/Province/Region", "Province/Territory", "State/Territory", "Province", "Billing State", "Billing Address State"],
    zip: ["ZIP", "ZIP code", "Postal code", "Postcode", "Billing ZIP", "Billing Address Postal Code"],
    country: ["Country", "Billing Country", "Billing Address Country"],
    parent: ["Parent", "Parent Customer", "Sub-customer of"],
    currency: ["Currency", "Currency Code"],
  },
  requires: [["name"], ["company", "email", "phone", "mobile", "street", "city", "website"]],
};
