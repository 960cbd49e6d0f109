import { sentence } from "../lib/text.js";

/** The records whose pages offer it. */
export type LinkedKind = "CLIENT" | "INVOICE";

const otherSide = { CLIENT: "customer", INVOICE: "invoice" } as const;

export const recordLinkTexts = {
  cancel: "Leave it as it is",
  forbidden: "Your role may not change what a record is in QuickBooks. Ask an administrator or a bookkeeper.",
  link: {
    button: (kind: LinkedKind, isLinked: boolean) => (isLinked ? `Link to another ${otherSide[kind]}…` : `Link to ${kind === "INVOICE" ? "an" : "a"} ${otherSide[kind]}…`),
    title: (name: string, kind: LinkedKind) => `Which ${otherSide[kind]} in QuickBooks is ${name}?`,
    /** What happens, sentence by sentence. */
    consequences: (kind: LinkedKind, linkedTo: string | null): readonly string[] => [
      `The ${otherSide[kind]} you choose is read in QuickBooks and compared first; what cannot be the same is refused.`,
      ...(linkedTo === null ? [] : [`The link to ${linkedTo} ends. That ${otherSide[kind]} stays in QuickBooks as it is.`]),
      ...(kind === "CLIENT"
        ? ["From then on it is the other side of this client, and what is invoiced next goes to it.", ...(linkedTo === null ? [] : [`Invoices that were sent stay with ${linkedTo}; the tie-out names them until they are moved there. Sites that stand under ${linkedTo} lose their links, too.`]), "A customer that another client here is linked to is not offered. Remove the link of that client first, on its page."]
        : ["Nothing is sent: the invoice counts as that one, takes its number, and is compared with it."]),
    ],
    pick: (kind: LinkedKind) => `${sentence(otherSide[kind])} in QuickBooks`,
    needed: (kind: LinkedKind) => `Choose the ${otherSide[kind]} in QuickBooks.`,
    none: "QuickBooks has no invoice this could be: one of the same customer and the same amount before tax, not void, that no other invoice here is linked to. One that was written there just now is seen after the next sync.",
    looking: "Invoices it could be",
    submit: "Link",
    done: (name: string, to: string, run: number | null) => `${sentence(name)} is linked to ${to}.${run === null ? "" : ` Run ${run} compares the two.`}`,
  },
  remove: {
    button: "Remove the link…",
    title: (name: string) => `Remove the link of ${name}?`,
    consequences: (kind: LinkedKind, linkedTo: string): readonly string[] => [
      `${sentence(linkedTo)} in QuickBooks no longer belongs to it, and stays there as it is.`,
      `This ${kind === "CLIENT" ? "client" : "invoice"} is set aside: nothing is sent or created again until you link it to another one, or include it again.`,
      kind === "CLIENT" ? "Its sites lose their links, too. Invoices and time that were not sent wait as long; those that were sent stay linked." : "Its amounts in QuickBooks are no longer shown here, and the tie-out tells the difference.",
      kind === "CLIENT" ? "Included again, it is looked for in QuickBooks first, and sent as new where nothing there is like it." : "Included again, you are asked while QuickBooks has an invoice of its number, or the one that was sent as it; else it is sent as new.",
    ],
    submit: "Remove the link",
    done: (name: string) => `The link of ${name} is removed. It waits, set aside.`,
  },
  handled: {
    button: "Mark as handled in QuickBooks…",
    title: (name: string) => `Was ${name} entered or paid in QuickBooks by hand?`,
    consequences: ["Nothing is sent. The invoice counts as settled outside, on your word.", "If it is in QuickBooks as an invoice of its own, link it to that one instead: then both are compared.", "You can include it again at any time."],
    reason: "Why",
    reasonHint: "Shown wherever the invoice is, with your name.",
    reasonNeeded: "Say why, for whoever finds it later.",
    submit: "Mark as handled",
    done: (name: string) => `${sentence(name)} counts as handled in QuickBooks.`,
  },
} as const;
