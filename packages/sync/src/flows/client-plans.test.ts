import { describe, expect, it } from "vitest";
import type { MatchOption } from "@tieout/domain";
import type { MergeSurvivor } from "@tieout/store";
import { aClient, aCustomer, aPair, planFacts } from "../testing/plan-facts.js";
import { planCustomer, type PulledCustomer } from "./client.pull.js";
import { planClient, type PushedClient } from "./client.push.js";

const option = (id: string, name: string, given: Partial<MatchOption> = {}): MatchOption => ({ id, name, email: null, phone: null, rivals: 1, ...given });
const pulled = (given: Partial<PulledCustomer> = {}): PulledCustomer => ({ pair: { client: null, link: null, ledger: aCustomer(), isSetAside: false }, options: [], clients: new Map(), questions: [], ...given });
const pushed = (given: Partial<PushedClient> = {}): PushedClient => ({ pair: { client: aClient(), link: null, ledger: null, isSetAside: false }, options: [], customers: new Map(), holder: undefined, questions: [], ...given });

describe("a customer that moved", () => {
  it("becomes a client when nobody resembles it", () => {
    const plan = planCustomer(pulled(), planFacts<MergeSurvivor[]>([]));
    expect(plan?.changes).toMatchObject([{ side: "hub", operation: "create", ledgerId: "71", state: "planned", baseToken: "2" }]);
  });

  it("is linked to the client with its name, and blanks are filled both ways in the same plan", () => {
    const client = aClient({ email: "ap@acme.example" });
    const plan = planCustomer(pulled({ pair: { client: null, link: null, ledger: aCustomer({ phone: "303 555 0101" }), isSetAside: false }, options: [option(client.id, client.displayName)], clients: new Map([[client.id, { ...client, isSetAside: false }]]) }), planFacts<MergeSurvivor[]>([]));
    expect(plan?.changes?.map(({ side, operation, fields }) => [side, operation, fields.map(({ path }) => path)])).toEqual([
      ["link", "link", []],
      ["hub", "update", ["phone"]],
      ["ledger", "update", ["email"]],
    ]);
    const [link, fill, send] = plan?.changes ?? [];
    expect([fill?.dependsOn, send?.dependsOn]).toEqual([link?.id, fill?.id]);
  });

  it("is left alone while the client with its name is left out: neither linked by itself nor made a client a second time", () => {
    const client = aClient();
    expect(planCustomer(pulled({ options: [option(client.id, client.displayName)], clients: new Map([[client.id, { ...client, isSetAside: true }]]) }), planFacts<MergeSurvivor[]>([]))).toBeNull();
  });

  it("asks when it only resembles a client, and leaves one alone that is asked about already", () => {
    const facts = planFacts<MergeSurvivor[]>([]);
    const first = planCustomer(pulled({ options: [option("client-1", "ACME Incorporated")] }), facts);
    expect(first?.changes).toMatchObject([{ state: "ask", recordId: null, candidates: [{ id: "client-1", score: 0.6 }] }]);
    facts.planned.add({ ...first?.changes?.[0], kind: "client", candidates: first?.changes?.[0]?.candidates ?? [] } as Parameters<typeof facts.planned.add>[0]);
    const second = planCustomer(pulled({ pair: { client: null, link: null, ledger: aCustomer({}, { ledgerId: "72" }), isSetAside: false }, options: [option("client-1", "Acme Inc")] }), facts);
    expect(second?.changes).toMatchObject([{ operation: "create", state: "planned" }]);
  });

  it("is nobody's when it is a sub-customer, inactive, or planned already", () => {
    expect(planCustomer(pulled({ pair: { client: null, link: null, ledger: aCustomer({ parentId: "7" }), isSetAside: false } }), planFacts<MergeSurvivor[]>([]))).toBeNull();
    expect(planCustomer(pulled({ pair: { client: null, link: null, ledger: aCustomer({ isActive: false }), isSetAside: false } }), planFacts<MergeSurvivor[]>([]))).toBeNull();
  });

  it("changes the client where only the customer was edited, and holds the field both edited", () => {
    const client = aClient({ email: "ours@x.example", phone: "1" });
    const pair = aPair(client, aCustomer({ email: "theirs@x.example", phone: "2" }), { agreed: { displayName: "Acme Inc", email: "old@x.example", phone: "1", isTaxable: true, isActive: true } });
    const plan = planCustomer(pulled({ pair }), planFacts<MergeSurvivor[]>([]));
    expect(plan?.changes).toMatchObject([
      { side: "hub", operation: "update", fields: [{ path: "phone", before: "1", after: "2" }], baseVersion: 3, baseToken: "2", state: "planned" },
      { state: "blocked", fields: [{ path: "email", before: "ours@x.example", after: "theirs@x.example", agreed: "old@x.example" }] },
    ]);
    expect(plan?.problems).toMatchObject([{ kind: "both-sides-changed", causeKey: "clash:client:client-1" }]);
  });

  it("that is gone is a problem, and where its documents went is offered", () => {
    const pair = aPair(aClient(), aCustomer({}, { isDeleted: true, isActive: false }));
    expect(planCustomer(pulled({ pair }), planFacts<MergeSurvivor[]>([]))).toMatchObject({ problems: [{ kind: "record-gone" }] });
    const survivor = { clientId: "client-1", ledgerId: "9", name: "Acme Holdings", holder: null };
    expect(planCustomer(pulled({ pair: { client: null, link: null, ledger: aCustomer({}, { ledgerId: "9" }), isSetAside: false } }), planFacts([survivor]))).toBeNull();
    expect(planCustomer(pulled({ pair }), planFacts([survivor]))).toMatchObject({ problems: [{ kind: "record-merged", facts: { survivorId: "9" } }] });
  });
});

describe("a client that changed", () => {
  it("is sent as a customer when nobody there resembles it", () => {
    const plan = planClient(pushed(), planFacts<MergeSurvivor[]>([]));
    expect(plan?.changes).toMatchObject([{ side: "ledger", operation: "create", state: "planned", write: { operation: "create", document: { displayName: "Acme Inc", companyName: "Acme Inc" } } }]);
  });

  it("is held when a vendor has its name, or another client of the same plan", () => {
    expect(planClient(pushed({ holder: { kind: "vendor", ledgerId: "30" } }), planFacts<MergeSurvivor[]>([]))).toMatchObject({ problems: [{ kind: "name-taken", facts: { otherKind: "vendor" } }], changes: [{ state: "blocked" }] });
    const facts = planFacts<MergeSurvivor[]>([]);
    planClient(pushed(), facts);
    expect(planClient(pushed({ pair: { client: aClient({ id: "client-2" }), link: null, ledger: null, isSetAside: false } }), facts)).toMatchObject({ problems: [{ kind: "name-taken", facts: { otherKind: "customer" } }] });
  });

  it("sends only the fields that were edited, with the token the mirror knows", () => {
    const pair = aPair(aClient({ phone: "1" }), aCustomer({ phone: "1", billingAddress: { line1: "1 Main St", line2: null, city: "Denver", state: null, postalCode: null, country: null } }));
    pair.client.city = "Boulder";
    pair.link.agreed = { ...pair.link.agreed, addressLine1: "1 Main St", city: "Denver" };
    pair.client.addressLine1 = "1 Main St";
    const plan = planClient(pushed({ pair }), planFacts<MergeSurvivor[]>([]));
    expect(plan?.changes).toMatchObject([{ fields: [{ path: "city", before: "Denver", after: "Boulder" }], write: { operation: "update", token: "2", fields: ["billingAddress"], document: { billingAddress: { line1: "1 Main St", city: "Boulder" } } } }]);
  });

  it("made inactive here is made inactive there; one that was never sent stays here", () => {
    const pair = aPair(aClient(), aCustomer());
    pair.client.isActive = false;
    expect(planClient(pushed({ pair }), planFacts<MergeSurvivor[]>([]))?.changes).toMatchObject([{ operation: "deactivate", write: { operation: "deactivate", kind: "customer" } }]);
    expect(planClient(pushed({ pair: { client: aClient({ isActive: false }), link: null, ledger: null, isSetAside: false } }), planFacts<MergeSurvivor[]>([]))).toBeNull();
  });

  it("that is set aside is not planned at all", () => {
    expect(planClient(pushed({ pair: { client: aClient(), link: null, ledger: null, isSetAside: true } }), planFacts<MergeSurvivor[]>([]))).toBeNull();
  });
});
