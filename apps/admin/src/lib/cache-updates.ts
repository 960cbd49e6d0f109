import type { Cache, Entity, UpdateResolver, UpdatesConfig } from "@urql/exchange-graphcache";

/** Root fields whose answer a change of that area makes old. */
const areas = {
  records: ["clients", "client", "sites", "staff", "timeEntries", "timeTotals", "timeWeek", "unbilledTime", "invoices", "invoice", "invoiceTotals", "search"],
  mapping: ["mappings", "billableCategories", "billableTypes"],
  sync: ["connection", "overview", "runs", "problems", "problem", "problemCounts", "setAsideRecords", "tieOut", "tieOuts"],
  plan: ["plan"],
  people: ["users", "invitations", "apiKeys"],
  notifications: ["notificationSettings"],
  imports: ["imports"],
} as const;

type Area = keyof typeof areas;

function forget(cache: Cache, ...names: Area[]): void {
  const roots = new Set<string>(names.flatMap((name) => [...areas[name]]));
  for (const field of cache.inspectFields("Query")) {
    if (roots.has(field.fieldName)) cache.invalidate("Query", field.fieldName, field.arguments);
  }
}

/** Makes some fields of one thing old, whatever their arguments. */
function forgetParts(cache: Cache, entity: Entity, names: readonly string[]): void {
  for (const field of cache.inspectFields(entity)) {
    if (names.includes(field.fieldName)) cache.invalidate(entity, field.fieldName, field.arguments);
  }
}

function forgets(...names: Area[]): UpdateResolver {
  return (_result, _args, cache) => forget(cache, ...names);
}

/** The state each run had when it was last heard of. */
const runsSeen = new Map<string, string>();

const changesRecords = forgets("records");
const changesRecordsAndProblems = forgets("records", "sync");
const changesSync = forgets("sync", "plan");

/** What each mutation and event makes old. A changed object itself comes back in the payload and needs no line here. */
export const updates: UpdatesConfig = {
  Mutation: {
    updateFirm: forgets("records"),
    runTieOut: changesSync,
    chooseMail: forgets("notifications"),
    saveNotificationSettings: forgets("notifications"),
    setNotificationWebhook: forgets("notifications"),
    sendTestNotification: forgets("notifications"),
    saveCallBudget: changesSync,
    inviteUser: forgets("people"),
    revokeInvitation: forgets("people"),
    changeUserRole: forgets("people"),
    removeUser: forgets("people"),
    createApiKey: forgets("people"),
    createClient: changesRecords,
    updateClient: changesRecords,
    createSite: changesRecords,
    updateSite: changesRecords,
    createStaffMember: changesRecords,
    updateStaffMember: changesRecords,
    linkStaffMember: changesRecordsAndProblems,
    createBillableCategory: forgets("mapping"),
    updateBillableCategory: forgets("mapping"),
    createBillableType: forgets("mapping"),
    updateBillableType: forgets("mapping"),
    createTimeEntry: changesRecords,
    updateTimeEntry: changesRecords,
    deleteTimeEntry: changesRecords,
    submitTimeEntries: changesRecords,
    approveTimeEntries: changesRecordsAndProblems,
    unapproveTimeEntries: changesRecordsAndProblems,
    returnTimeEntries: changesRecords,
    createInvoiceFromTime: changesRecordsAndProblems,
    createInvoice: changesRecordsAndProblems,
    updateInvoice: changesRecordsAndProblems,
    finalizeInvoice: changesRecordsAndProblems,
    voidInvoice: changesRecordsAndProblems,
    confirmCompany: changesSync,
    saveConnectionSettings: forgets("sync"),
    enableConnection: changesSync,
    pauseConnection: changesSync,
    resumeConnection: changesSync,
    disconnectQuickBooks: forgets("sync", "plan", "records", "mapping"),
    mapCategory: forgets("sync"),
    mapCategories: forgets("sync"),
    setDefaultItem: forgets("mapping", "sync"),
    planUndo: changesSync,
    syncNow: changesSync,
    syncClients: changesSync,
    syncClient: changesSync,
    syncInvoices: changesSync,
    syncTimeEntries: changesSync,
    retryRun: changesSync,
    approvePlan: changesSync,
    discardPlan: changesSync,
    cancelRun: forgets("sync"),
    resolveProblem: forgets("sync", "mapping", "records"),
    linkRecord: forgets("records", "sync", "plan"),
    removeLink: forgets("records", "sync", "plan"),
    markHandled: forgets("records", "sync", "plan"),
    setAside: changesRecordsAndProblems,
    includeAgain: changesRecordsAndProblems,
    commitImport: forgets("imports", "records"),
    discardImport: forgets("imports"),
  },
  Subscription: {
    runProgress(result, _args, cache) {
      const event = result["runProgress"] as { isFinal?: boolean; run?: { id: string; state: string } } | null;
      if (!event?.run) return;
      const { id, state } = event.run;
      // A run's own figures spread by its id. Its start, its end and a plan it has made change what others show.
      if (event.isFinal || state === "AWAITING_APPROVAL") {
        forget(cache, "records", "mapping", "sync", "plan");
        forgetParts(cache, { __typename: "Run", id }, ["changes", "exchanges", "plan"]);
      } else if (runsSeen.get(id) !== state) {
        forget(cache, "sync", "plan");
        forgetParts(cache, { __typename: "Run", id }, ["plan"]);
      }
      runsSeen.set(id, state);
    },
    problemCountsChanged(_result, _args, cache) {
      forget(cache, "sync");
    },
    importProgress(result, _args, cache) {
      const event = result["importProgress"] as { isFinal?: boolean } | null;
      if (event?.isFinal) forget(cache, "imports", "records");
    },
  },
};
