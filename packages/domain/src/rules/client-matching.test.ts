import { describe, expect, it } from "vitest";
import { assert, constantFrom, option as maybe, property, record } from "fast-check";
import { compareClients, decideMatch, type MatchOption } from "./client-matching.js";

const who = (name: string, email: string | null = null, phone: string | null = null) => ({ name, email, phone });
const option = (id: string, name: string, extra: Partial<MatchOption> = {}): MatchOption => ({ id, name, email: null, phone: null, rivals: 1, ...extra });

describe("comparing two clients", () => {
  it.each([
    [who("Miller, Anna"), who("miller,  anna"), "exact"],
    [who("Miller, Anna", "anna@m.example"), who("Anna Miller", "ANNA@m.example"), "exact"],
    [who("Miller, Anna & Ben", null, "(303) 555-0101"), who("Anna and Ben Miller", null, "+1 303 555 0101"), "exact"],
    [who("Miller, Anna"), who("Anna Miller"), "partial"],
    [who("Miller, Anna", "anna@m.example"), who("Miller, Anna", "other@x.example"), "partial"],
    [who("Miller, Anna", "a@m.example", "303 555 0101"), who("Miller, Anna", "b@m.example", "303 555 0101"), "exact"],
    [who("Miller, Anna", "a@m.example"), who("Miller-Ortiz, Anna", "a@m.example"), "partial"],
    [who("Acme, Inc.", null, "303 555 0101"), who("Bolt LLC", null, "303 555 0101"), "partial"],
    [who("Henry, James"), who("James, Henry"), "none"],
    [who("Jordan Avery"), who("Avery, Jordan"), "partial"],
    [who("Avery Jordan"), who("Avery, Jordan"), "partial"],
    [who("Avery Jordan"), who("Jordan Avery"), "partial"],
    [who("Avery Jordan", "j@a.example"), who("Avery, Jordan", "j@a.example"), "partial"],
    [who("Everhart, Mabel & Yusuf"), who("Yusuf and Mabel Everhart"), "partial"],
    [who("Everhart, Mabel & Yusuf"), who("Everhart, Yusuf & Mabel"), "partial"],
    [who("Nguyễn Văn An"), who("An Van Nguyen"), "partial"],
    [who("Ravenscroft Dental Group LLC"), who("Dental Group Ravenscroft LLC"), "partial"],
    [who("Avery Jordan"), who("Avery, Jordan Jr."), "none"],
    [who("Avery Jordan"), who("Avery, Jordana"), "none"],
    [who("Miller, Anna"), who("Miller, Anna & Ben"), "none"],
  ] as const)("takes %j and %j for %s", (a, b, certainty) => {
    expect(compareClients(a, b).certainty).toBe(certainty);
  });

  it("is the same both ways", () => {
    const text = maybe(constantFrom("a@x.example", "b@x.example", "303 555 0101", "720-555-0199"), { nil: null });
    const someone = record({ name: constantFrom("Miller, Anna", "Anna Miller", "Acme Inc", "ACME Incorporated", "Ortiz, Ben"), email: text, phone: text });
    assert(
      property(someone, someone, (a, b) => {
        expect(compareClients(a, b)).toEqual(compareClients(b, a));
      }),
    );
  });

  it("ranks a couple named the other way round before a like name, and that before another name", () => {
    const score = (name: string) => compareClients(who("Everhart, Mabel & Yusuf", "m@e.example"), who(name, "m@e.example"));
    expect(score("Yusuf and Mabel Everhart")).toMatchObject({ certainty: "partial", score: 0.75, evidence: ["the same names in another order", "same e-mail address"] });
    expect(score("Everhart, Mabel")).toMatchObject({ certainty: "partial", evidence: ["a similar name", "same e-mail address"] });
    expect(score("Everhart, Mabel").score).toBeLessThan(0.75);
    expect(score("Bolt LLC")).toMatchObject({ certainty: "partial", score: 0.35, evidence: ["different name", "same e-mail address"] });
  });

  it("gives its evidence in words", () => {
    expect(compareClients(who("Miller, Anna", "a@m.example"), who("Anna Miller", "a@m.example")).evidence).toEqual(["same name, written differently", "same e-mail address"]);
  });
});

describe("deciding", () => {
  it("links the one exact candidate, whatever else resembles it a little", () => {
    const decision = decideMatch(who("Miller, Anna", "a@m.example"), [option("1", "Anna Miller"), option("2", "Miller, Anna", { email: "a@m.example" })]);
    expect(decision).toMatchObject({ verdict: "link", match: { id: "2" } });
  });

  it("asks when two are equally certain, and when the name has a rival on our own side", () => {
    expect(decideMatch(who("Miller, Anna"), [option("1", "Miller, Anna"), option("2", "Miller, Anna")])).toMatchObject({ verdict: "ask", candidates: [{ id: "1" }, { id: "2" }] });
    expect(decideMatch(who("Miller, Anna"), [option("1", "Miller, Anna", { rivals: 2 })])).toMatchObject({ verdict: "ask", candidates: [{ evidence: ["same name", "2 records have this name"] }] });
  });

  it("shows three candidates at most, the best first, and finds nobody where nothing is shared", () => {
    const decision = decideMatch(who("Miller, Anna", "a@m.example"), [1, 2, 3, 4].map((id) => option(String(id), "Anna Miller", { phone: null })));
    expect(decision).toMatchObject({ verdict: "ask" });
    expect(decision.verdict === "ask" && decision.candidates.length).toBe(3);
    expect(decideMatch(who("Miller, Anna"), [option("1", "Ortiz, Ben")])).toEqual({ verdict: "none" });
  });
});
