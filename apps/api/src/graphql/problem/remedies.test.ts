import "reflect-metadata";
import type { LedgerRecordView, LinkQuestion, ProblemView } from "@tieout/store";
import { expect, test } from "vitest";
import type { Context } from "../shared/context.js";
import { ProblemFields } from "./problem.fields.js";

const record = (kind: string, id: string, document: object = {}) => ({ kind, id, name: `${kind} ${id}`, document: { kind, ...document } }) as unknown as LedgerRecordView;
const mirror = [record("customer", "5"), record("customer", "7"), record("item", "3"), record("invoice", "40", { customerId: "5", issuedOn: "2026-11-03", total: "9.00" }), record("invoice", "41"), record("time-activity", "60", { day: "2026-11-03", minutes: 90 }), record("time-activity", "61")];

/** @param free what could be linked, as the store finds it */
const context = (free: readonly LedgerRecordView[], asked: LinkQuestion[] = []) => ({
  loaders: {
    ledgerRecord: { load: async (key: string) => mirror.find(({ kind, id }) => `${kind}:${id}` === key) ?? null },
    linkChoices: { load: async (question: LinkQuestion) => { asked.push(question); return free; } },
  },
  links: { urlOf: async () => null, connection: async () => ({ company: { homeCurrency: "USD" } }) },
}) as unknown as Context;
const remedies = (kind: string, facts: Record<string, unknown>, free: readonly LedgerRecordView[] = [], asked?: LinkQuestion[]) =>
  new ProblemFields().remedies({ id: "problem", kind, facts, state: "open", recordCount: 1 } as unknown as ProblemView, context(free, asked));
const choices = (kind: string, facts: Record<string, unknown>, free: readonly LedgerRecordView[]) => new ProblemFields().linkChoices({ id: "problem", kind, facts, state: "open", recordCount: 1 } as unknown as ProblemView, context(free));
const inputOf = async (...problem: Parameters<typeof remedies>) => (await remedies(...problem)).flatMap(({ inputs }) => inputs)[0];
const pick = (...ids: string[]) => mirror.filter(({ id }) => ids.includes(id));

test.each([
  ["record-merged", { label: "Acme", ledgerKind: "customer", ledgerId: "5", survivorId: "9", survivorName: "Gone since" }],
  ["record-inactive", { name: "Acme", ledgerKind: "customer", ledgerId: "5", clientId: "c" }],
  ["record-gone", { label: "Acme", ledgerKind: "customer", ledgerId: "5" }],
  ["mapping-target-inactive", { code: "TAX", itemName: "Tax", itemId: "3", ledgerKind: "item", ledgerId: "3" }],
  ["name-taken", { label: "Acme", ledgerKind: "customer", otherKind: "vendor", otherId: "5" }],
])("the record that is why there is a problem is never proposed: %s", async (kind, facts) => {
  expect(await inputOf(kind, facts)).toMatchObject({ isRequired: true, value: null, isOneOfChoices: false });
});

test("the survivor of a merge is proposed with its name", async () => {
  const facts = { ledgerKind: "customer", ledgerId: "5", survivorId: "7" };
  expect(await inputOf("record-merged", facts, pick("7"))).toMatchObject({ type: "ledger-customer", value: "7", isOneOfChoices: false });
  expect(await choices("record-merged", facts, pick("7"))).toMatchObject([{ ledgerId: "7", name: "customer 7" }]);
});

test("of several records that may be ours each is shown, and none is proposed", async () => {
  const asked: LinkQuestion[] = [];
  const facts = { label: "Emily", ledgerKind: "time-activity", candidates: ["60", "61"] };
  expect(await inputOf("lost-answer-ambiguous", facts, pick("60", "61"), asked)).toMatchObject({ type: "ledger-time-activity", value: null, isOneOfChoices: true });
  expect(await choices("lost-answer-ambiguous", facts, pick("60", "61"))).toMatchObject([{ ledgerId: "60", minutes: 90, issuedOn: "2026-11-03" }, { ledgerId: "61" }]);
  expect(asked).toEqual([{ problemId: "problem", recordId: null, kind: "time-activity", named: ["60", "61"], isOneOfNamed: true }]);
});

test("an invoice that has the number is chosen already where it could be ours, and one that was never read can be tried", async () => {
  const facts = { label: "1042", otherKind: "invoice", otherId: "40" };
  const linkInput = async (given: object, free: readonly LedgerRecordView[]) => (await remedies("number-taken", { ...facts, ...given }, free)).find(({ kind }) => kind === "link-existing")?.inputs[0];
  expect(await linkInput({}, pick("40"))).toMatchObject({ type: "ledger-invoice", value: "40", isOneOfChoices: true });
  expect(await choices("number-taken", facts, pick("40"))).toMatchObject([{ ledgerId: "40", total: { amount: "9.00" } }]);
  expect(await linkInput({ otherId: "99" }, [])).toMatchObject({ value: "99" });
  expect(await linkInput({}, []), "it is somebody else's").toBeUndefined();
});

test("a document that is gone is linked to another one only where there is one, and then without a word about customers", async () => {
  const kinds = async (ledgerKind: string, free: readonly LedgerRecordView[]) => (await remedies("record-gone", { label: "it", ledgerKind, ledgerId: "1" }, free)).map(({ kind, isPrimary }) => (isPrimary ? `${kind}!` : kind));
  expect(await kinds("time-activity", [])).toEqual(["remove-link!", "mark-external", "set-aside"]);
  expect(await kinds("invoice", [])).toEqual(["accept-theirs!", "remove-link", "mark-external", "set-aside"]);
  expect(await kinds("invoice", pick("41"))).toEqual(["relink!", "accept-theirs", "remove-link", "mark-external", "set-aside"]);
  expect(await kinds("customer", [])).toEqual(["relink!", "remove-link", "mark-external", "set-aside"]);
});

test("whose a record is that two claim is answered without choosing it", async () => {
  expect((await remedies("lost-answer-linked", { label: "Acme", holder: "Bond", otherKind: "customer", otherId: "7" })).map(({ label, inputs }) => [label, inputs])).toEqual([["It is Acme", []], ["It is Bond", []]]);
});
