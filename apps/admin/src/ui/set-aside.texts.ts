import { plural, sentence } from "../lib/text.js";

/** What a person leaves out of the sync, by the kinds whose pages offer it; every other kind says the general sentences. */
export type SetAsideKind = "CLIENT" | "SITE" | "STAFF_MEMBER" | "INVOICE" | "TIME_ENTRY";

export const setAsideTexts = {
  button: "Set aside…",
  title: (name: string) => `Set ${name} aside?`,
  /** What happens, sentence by sentence. */
  consequences: (kind: SetAsideKind, isLinked: boolean): readonly string[] => {
    switch (kind) {
      case "CLIENT":
        return [
          "Changes to this client are no longer sent to QuickBooks, and changes made there are no longer taken over here.",
          isLinked ? "Its invoices and time still go to its customer in QuickBooks." : "Its invoices and time wait: they have no customer in QuickBooks to go to.",
        ];
      case "INVOICE":
        return [isLinked ? "Later changes to this invoice are no longer sent to QuickBooks. What was sent stays there." : "This invoice is not sent to QuickBooks, and nobody there will see it."];
      case "TIME_ENTRY":
        return [
          isLinked ? "Later changes to this time are no longer sent to QuickBooks. What was sent stays there." : "This time is not sent to QuickBooks, and nobody there will see it.",
          "It can still go on an invoice, and an invoice that has it is sent as ever.",
        ];
      default:
        return ["It is neither sent to QuickBooks nor changed by what happens there."];
    }
  },
  always: "Nothing is deleted on either side. You can include it again at any time, here or under Problems, Set aside.",
  reason: "Why",
  reasonHint: "Shown wherever the record is, with your name.",
  reasonNeeded: "Say why, for whoever finds it later.",
  submit: "Set aside",
  cancel: "Keep it in the sync",
  done: (name: string) => `${sentence(name)} is set aside.`,
  state: { SET_ASIDE: "Set aside: it takes no part in the sync", EXTERNAL: "Handled in QuickBooks by hand: nothing is sent" },
  by: (name: string) => `by ${name}`,
  include: "Include again",
  includeTitle: (name: string) => `Include ${name} again?`,
  includeTitleMany: (n: number) => `Include ${plural(n, "record", "records")} again?`,
  includeConsequences: (kinds: readonly SetAsideKind[], isExternal: boolean): readonly string[] => [
    "It is compared with QuickBooks at once, and sent where the two differ. What has no link is looked for there first: a client by its name, mail and phone, an invoice by its number.",
    ...(kinds.includes("CLIENT") ? ["The invoices and time that wait for the client go with it."] : []),
    ...(isExternal ? ["An invoice that was marked as handled in QuickBooks counts as new and is sent. If somebody entered it there under another number, QuickBooks then has it twice."] : []),
    "A problem that held it back returns when its cause is still there.",
  ],
  includeCancel: "Leave it out",
  included: (n: number, run: number | null) => `${plural(n, "record takes", "records take")} part again.${run === null ? "" : ` Run ${run} sends what waits.`}`,
  nothingIncluded: "It takes part already.",
  undo: "Undo",
  forbidden: "Your role may not set records aside. Ask an administrator or a bookkeeper.",
} as const;
