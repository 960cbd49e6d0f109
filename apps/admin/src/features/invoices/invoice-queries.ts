import { graphql, type ResultOf } from "../../lib/graphql.js";

export const invoicesQuery = graphql(`
  query Invoices($after: String, $filter: InvoiceFilter) {
    invoices(first: 50, after: $after, filter: $filter) {
      nodes {
        id number status issuedOn dueOn syncState syncReason tiesOut
        client { id displayName }
        total { amount currency } ledgerTotal { amount currency }
        link { ledgerKind ledgerId name url origin linkedBy linkedAt isActive }
      }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`);
export type InvoiceRow = ResultOf<typeof invoicesQuery>["invoices"]["nodes"][number];

export const invoiceTotalsQuery = graphql(`query InvoiceTotals { invoiceTotals { status syncState count total { amount currency } } }`);
export const startDateQuery = graphql(`query InvoiceStartDate { connection { id settings { startDate } } }`);
/** Not sent and older than the start date. */
export const olderTotalsQuery = graphql(`query OlderInvoiceTotals($filter: InvoiceFilter) { invoiceTotals(filter: $filter) { status syncState count total { amount currency } } }`);

const lineFields = graphql(`
  fragment InvoiceLineFields on InvoiceLine @_unmask {
    id position description quantity isTaxable isFromTime serviceDate
    unitPrice { amount currency } amount { amount currency }
    category { id code name } type { id code name }
  }
`);
const invoiceFields = graphql(
  `
  fragment InvoiceFields on Invoice @_unmask {
    id number status issuedOn dueOn billEmail memo rollUp version syncState syncReason tiesOut
    client { id displayName email address { line1 line2 city state postalCode country } }
    site { id name }
    subtotal { amount currency } tax { amount currency } total { amount currency }
    ledgerSubtotal { amount currency } ledgerTax { amount currency } ledgerTotal { amount currency } ledgerBalance { amount currency }
    lines { ...InvoiceLineFields }
    link { ledgerKind ledgerId name url origin linkedBy linkedAt lastSentAt isActive }
    problems { id title severity state }
    setAside { state reason by at }
  }
`,
  [lineFields],
);
export const invoiceQuery = graphql(
  `
  query Invoice($id: ID!) {
    invoice(id: $id) { ...InvoiceFields history(first: 10) { nodes { id at actorKind actor action runId callId changes { path before after } } } }
    firm { id invoiceNumbering taxRatePercent }
  }
`,
  [invoiceFields],
);
export type InvoiceDetail = NonNullable<ResultOf<typeof invoiceQuery>["invoice"]>;

const payload = graphql(`fragment InvoicePayloadFields on InvoicePayload @_unmask { invoice { id number status version } userErrors { code field message } }`);

export const createFromTimeMutation = graphql(`mutation CreateInvoiceFromTime($input: CreateInvoiceFromTimeInput!) { createInvoiceFromTime(input: $input) { ...InvoicePayloadFields } }`, [payload]);
export const createInvoiceMutation = graphql(`mutation CreateInvoice($input: CreateInvoiceInput!) { createInvoice(input: $input) { ...InvoicePayloadFields } }`, [payload]);
export const updateInvoiceMutation = graphql(`mutation UpdateInvoice($input: UpdateInvoiceInput!) { updateInvoice(input: $input) { ...InvoicePayloadFields } }`, [payload]);
export const finalizeInvoiceMutation = graphql(`mutation FinalizeInvoice($input: InvoiceActionInput!) { finalizeInvoice(input: $input) { ...InvoicePayloadFields } }`, [payload]);
export const voidInvoiceMutation = graphql(`mutation VoidInvoice($input: InvoiceActionInput!) { voidInvoice(input: $input) { ...InvoicePayloadFields } }`, [payload]);
export const sendInvoicesMutation = graphql(`mutation SendInvoices($input: SyncRecordsInput) { syncInvoices(input: $input) { run { id number } userErrors { code field message } } }`);

export const unbilledQuery = graphql(`
  query UnbilledTime { unbilledTime { client { id displayName } entries unapproved minutes amount { amount currency } oldestDay newestDay } firm { id rollUp today } }
`);
export type UnbilledRow = ResultOf<typeof unbilledQuery>["unbilledTime"][number];

export const unbilledEntriesQuery = graphql(`
  query UnbilledEntries($after: String, $filter: TimeEntryFilter!) {
    timeEntries(first: 100, after: $after, filter: $filter) {
      nodes { id day minutes note status frozenRate { amount currency } staffMember { id displayName } category { id code name } type { id code name } }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`);
export type UnbilledEntry = ResultOf<typeof unbilledEntriesQuery>["timeEntries"]["nodes"][number];
