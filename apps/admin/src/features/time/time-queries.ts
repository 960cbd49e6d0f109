import { graphql, type ResultOf } from "../../lib/graphql.js";

export const timeWeekQuery = graphql(`
  query TimeWeek($weekStarting: Date!) {
    timeWeek(weekStarting: $weekStarting) {
      weekStarting days
      staff {
        staffMember { id displayName link { ledgerId } }
        dayMinutes minutes billableMinutes draftMinutes submittedMinutes approvedMinutes lockedMinutes approvableMinutes
      }
    }
  }
`);

export const timeSettingsQuery = graphql(`query TimeSettings { connection { id stage settings { startDate switches { key isOn } } } }`);
/** Approved time on its way, or left out by the start date. */
export const outgoingTimeQuery = graphql(`
  query OutgoingTime($after: String, $filter: TimeEntryFilter) {
    timeEntries(first: 50, after: $after, filter: $filter) {
      totalCount
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      nodes { id day minutes note syncState syncReason staffMember { id displayName } client { id displayName } category { id name } type { id name } }
    }
  }
`);
export const earlierTimeQuery = graphql(`query EarlierTime($filter: TimeEntryFilter) { timeTotals(filter: $filter) { entries minutes } }`);
export const sendTimeMutation = graphql(`mutation SendTime($input: SyncRecordsInput) { syncTimeEntries(input: $input) { run { id number } userErrors { code field message } } }`);

/** Where one entry stands: the week and the person. Gone, or somebody else's, it is in no list. */
export const entryPlaceQuery = graphql(`query TimeEntryPlace($filter: TimeEntryFilter) { timeEntries(first: 1, filter: $filter) { nodes { id day staffMember { id } } } }`);

const entryFields = graphql(`
  fragment TimeEntryFields on TimeEntry @_unmask {
    id day minutes note isBillable status returnedNote version syncState syncReason
    rate @include(if: $money) { amount currency }
    client { id displayName }
    site { id name }
    category { id code name rate @include(if: $money) { amount currency } }
    type { id code name rate @include(if: $money) { amount currency } }
    invoice @include(if: $money) { id number }
    link { ledgerKind ledgerId name url origin linkedBy linkedAt isActive }
    setAside @include(if: $money) { state reason by at }
  }
`);

/** The entries of one person in one week. */
export const staffWeekQuery = graphql(
  `
  query StaffWeek($weekStarting: Date!, $staffIds: [ID!]!, $money: Boolean!) {
    timeWeek(weekStarting: $weekStarting, staffIds: $staffIds) {
      days
      staff { staffMember { id displayName rate @include(if: $money) { amount currency } } approvableMinutes draftMinutes submittedMinutes entries { ...TimeEntryFields } }
    }
  }
`,
  [entryFields],
);

export type StaffWeekRow = ResultOf<typeof timeWeekQuery>["timeWeek"]["staff"][number];
export type StaffWeekDetail = ResultOf<typeof staffWeekQuery>["timeWeek"]["staff"][number];
export type EntryRow = StaffWeekDetail["entries"][number];

export const createTimeEntryMutation = graphql(`
  mutation CreateTimeEntry($input: CreateTimeEntryInput!) { createTimeEntry(input: $input) { timeEntry { id } userErrors { code field message } } }
`);
export const updateTimeEntryMutation = graphql(`
  mutation UpdateTimeEntry($input: UpdateTimeEntryInput!) { updateTimeEntry(input: $input) { timeEntry { id version } userErrors { code field message } } }
`);
export const deleteTimeEntryMutation = graphql(`
  mutation DeleteTimeEntry($input: DeleteTimeEntryInput!) { deleteTimeEntry(input: $input) { deletedId userErrors { code field message } } }
`);
export const submitTimeMutation = graphql(`
  mutation SubmitTimeEntries($input: TimeEntriesInput!) { submitTimeEntries(input: $input) { timeEntries { id } skipped { id reason } userErrors { code field message } } }
`);
export const approveTimeMutation = graphql(`
  mutation ApproveTimeEntries($input: TimeEntriesInput!) { approveTimeEntries(input: $input) { timeEntries { id minutes } skipped { id reason } userErrors { code field message } } }
`);
export const unapproveTimeMutation = graphql(`
  mutation UnapproveTimeEntries($input: TimeEntriesInput!) { unapproveTimeEntries(input: $input) { timeEntries { id } skipped { id reason } userErrors { code field message } } }
`);
export const returnTimeMutation = graphql(`
  mutation ReturnTimeEntries($input: ReturnTimeEntriesInput!) { returnTimeEntries(input: $input) { timeEntries { id } skipped { id reason } userErrors { code field message } } }
`);
