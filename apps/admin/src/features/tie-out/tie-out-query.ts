import { graphql } from "../../lib/graphql.js";

export const totalFragment = graphql(`
  fragment TieOut_total on TieOutTotal { currency hub ledger difference explained residual elsewhere }
`);

export const tieOutQuery = graphql(
  `
    query TieOut($day: Date) {
      tieOut(date: $day) {
        id asOf provenAt trigger requestedBy result documentCount firmName companyName hash signature publicKey isAuthentic pdfUrl csvUrl statementUrl
        totals { currency ...TieOut_total }
        counts { kind linked waiting setAside external hubOnly ledgerOnly }
        check { report reportedAt currency reported mirrored compared passedOver differences { ledgerId name reported mirrored } }
      }
      tieOuts(first: 31, isDaily: true) { nodes { id asOf provenAt result documentCount totals { currency hub ledger difference } } }
    }
  `,
  [totalFragment],
);

export const documentsQuery = graphql(`
  query TieOutDocuments($day: Date, $first: Int!, $after: String) {
    tieOut(date: $day) {
      id
      documents(first: $first, after: $after) {
        totalCount
        pageInfo { hasNextPage endCursor }
        nodes { recordId label clientId clientName issuedOn currency hubTotal ledgerTotal hubOpen ledgerOpen difference reason reasonText isExplained detail problemId ledgerUrl }
      }
    }
  }
`);

export const clientsQuery = graphql(`
  query TieOutClients($day: Date, $first: Int!, $after: String) {
    tieOut(date: $day) {
      id
      clients(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { clientId name currency hub ledger difference elsewhere } }
    }
  }
`);

export const ledgerOnlyQuery = graphql(`
  query TieOutLedgerOnly($day: Date, $first: Int!, $after: String) {
    tieOut(date: $day) {
      id
      ledgerOnly(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { ledgerId label clientId customerName issuedOn currency open reasonText ledgerUrl } }
    }
  }
`);

export const runTieOutMutation = graphql(`
  mutation RunTieOut($input: RunTieOutInput) {
    runTieOut(input: $input) { run { id state } userErrors { code message } }
  }
`);

export const tieOutRunQuery = graphql(`
  query TieOutRun($id: ID!) { run(id: $id) { id state summary failure } }
`);
