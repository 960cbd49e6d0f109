import type { SettingSwitch } from "@tieout/domain";

/** What a person reads beside each switch: what it does, and an example. */
export const switchTexts: Record<SettingSwitch, { title: string; explanation: string }> = {
  clients: { title: "Clients", explanation: "New and changed clients travel both ways. Example: a client taken on here becomes a customer in QuickBooks within the hour." },
  sites: { title: "Sites from sub-customers", explanation: "Sub-customers of QuickBooks become sites of their client, once, in the first import. Example: \"Hill, Ann : Beach house\" becomes the site Beach house of Hill, Ann." },
  invoices: { title: "Invoices", explanation: "Final invoices are sent and are read-only here from then on. Example: invoice 1041 is sent with its lines, and QuickBooks keeps the payments." },
  timeEntries: { title: "Approved time", explanation: "Approved time becomes time activities; while invoices are sent it goes as not billable, so that nothing is billed twice. Example: 1 h 30 min on Tax advice." },
  tagInvoices: { title: "Tag in the private note of invoices", explanation: "Your client never sees the private note, your accountant does. By the tag an invoice whose answer was lost is found for certain; without it by number, client, date and lines. Example: hub:c4tq7." },
  showLinks: { title: "Links into QuickBooks", explanation: "Pages of clients and invoices carry a link that opens the same record in QuickBooks." },
};
