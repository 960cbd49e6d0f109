import { graphql, type ResultOf } from "../../lib/graphql.js";

export const clientQuery = graphql(`
  query Client($id: ID!, $money: Boolean!) {
    client(id: $id) {
      id kind displayName firstName lastName suffix partnerFirstName partnerLastName partnerSuffix businessName
      email phone currency termsDays isTaxable isActive notes version syncState syncReason updatedAt
      address { line1 line2 city state postalCode country }
      ledgerBalance @include(if: $money) { amount currency }
      unbilled @include(if: $money) { entries minutes amount { amount currency } }
      link { ledgerKind ledgerId name url origin linkedBy linkedAt lastSentAt isActive }
      problems @include(if: $money) { id title severity state explanation firstSeenAt clashes { path here inQuickBooks editedInQuickBooksAt } remedies { kind label } }
      setAside @include(if: $money) { state reason by at }
      sites {
        id name isActive version syncState syncReason
        address { line1 line2 city state postalCode country }
        link { ledgerKind ledgerId name url origin linkedBy linkedAt isActive }
      }
      invoices(first: 5) @include(if: $money) { id number status issuedOn syncState syncReason tiesOut total { amount currency } }
      history(first: 10) { nodes { id at actorKind actor action runId callId changes { path before after } } }
    }
  }
`);

export type ClientDetail = NonNullable<ResultOf<typeof clientQuery>["client"]>;

export const updateClientMutation = graphql(`
  mutation UpdateClient($input: UpdateClientInput!) {
    updateClient(input: $input) {
      client { id displayName version syncState }
      userErrors { code field message }
    }
  }
`);

export const clientTimeQuery = graphql(`
  query ClientTime($filter: TimeEntryFilter!, $money: Boolean!) {
    timeEntries(first: 6, filter: $filter) {
      nodes { id day minutes note status staffMember { id displayName } category { id name } invoice @include(if: $money) { id number } }
      totalCount
    }
  }
`);
