import { LedgerError, type LedgerDocument, type LedgerExchange, type LedgerRecord } from "@tieout/domain";
import { describe, expect, it } from "vitest";
import { openQuickBooks } from "./quickbooks-ledger.js";

type Answer = (request: Request) => Response;

/** A ledger whose QuickBooks gives these answers in this order; statements and bodies are written down. */
function ledgerWith(...answers: Answer[]) {
  const requests: { url: URL; body: string }[] = [];
  const exchanges: LedgerExchange[] = [];
  const ledger = openQuickBooks({
    environment: "sandbox",
    realmId: "9130350000000017",
    accessToken: async () => "eyJ-access",
    refresh: async () => {},
    throttle: { take: async () => () => {}, pause: async () => {} },
    onExchange: (exchange) => exchanges.push(exchange),
    fetch: async (request) => {
      requests.push({ url: new URL(request.url), body: await request.clone().text() });
      const answer = answers.shift();
      if (!answer) throw new Error("no more answers");
      return answer(request);
    },
  });
  return { ledger, requests, exchanges, statements: () => requests.map(({ url }) => url.searchParams.get("query")) };
}

const json = (body: unknown, status = 200): Answer => () => Response.json(body, { status, headers: { intuit_tid: "1-tid" } });
const fault = (code: string, detail = "") => json({ Fault: { Error: [{ Message: "m", Detail: detail, code }], type: "ValidationFault" }, time: "t" }, 400);
const customers = (from: number, count: number) => Array.from({ length: count }, (_, index) => ({ Id: String(from + index), SyncToken: "0", DisplayName: `Client ${from + index}` }));
/** A page of these rows, from where it is asked for. */
const pageOf = (rows: readonly object[]): Answer => (request) => {
  const from = Number(/ startposition (\d+) /.exec(new URL(request.url).searchParams.get("query") ?? "")?.[1]) - 1;
  return page(rows.slice(from, from + 1_000))(request);
};
const page = (rows: object[]) => json({ QueryResponse: rows.length > 0 ? { Customer: rows, startPosition: 1, maxResults: rows.length } : {}, time: "t" });

async function collect<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const rows of pages) all.push(...rows);
  return all;
}

async function failure(promise: Promise<unknown>): Promise<LedgerError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof LedgerError) return error;
    throw error;
  }
  throw new Error("expected a LedgerError");
}

const client = { kind: "customer", displayName: "Harbor", companyName: null, givenName: null, familyName: null, suffix: null, email: null, phone: null, billingAddress: null, parentId: null, currency: null, isTaxable: null, balance: null, isActive: true } satisfies LedgerDocument;

describe("a full read", () => {
  it.each([
    [999, 1],
    [1_000, 2],
    [1_001, 2],
    [2_000, 3],
  ])("of %i records takes %i calls, inactive ones included, in a stable order", async (count, calls) => {
    const all = customers(1, count);
    const { ledger, statements, requests } = ledgerWith(...Array.from({ length: calls }, () => pageOf(all)));
    const read: LedgerRecord[] = await collect(ledger.readAll("customer"));
    expect(read.map(({ id }) => id)).toEqual(all.map(({ Id }) => Id));
    expect(requests).toHaveLength(calls);
    expect(statements()[0]).toBe("select * from Customer where Active in (true, false) orderby MetaData.CreateTime startposition 1 maxresults 1000");
    expect(statements().map((text) => / startposition (\d+) /.exec(text ?? "")?.[1])).toEqual(["1", "1000", "1999"].slice(0, calls));
  });

  it.each([
    ["the first of a page that was read", 1, 2],
    ["the last of it", 1_000, 2],
    ["more than the next page holds", 900, 800],
  ])("passes nobody over when rows are deleted between two pages: %s", async (_, first, deleted) => {
    const before = customers(1, 1_500);
    const after = before.filter((_row, index) => index < first - 1 || index >= first - 1 + deleted);
    const { ledger } = ledgerWith(pageOf(before), ...Array.from({ length: 4 }, () => pageOf(after)));
    const read = (await collect(ledger.readAll("customer"))).map(({ id }) => id);
    expect(new Set(read).size).toBe(read.length);
    expect(after.map(({ Id }) => Id).filter((id) => !read.includes(id))).toEqual([]);
  });

  it("ends, however the rows move", async () => {
    let call = 0;
    const anew = Array.from({ length: 8 }, () => (request: Request) => pageOf(customers((call += 1) * 10_000, 1_500))(request));
    const { ledger } = ledgerWith(...anew);
    expect((await collect(ledger.readAll("customer"))).length).toBeGreaterThan(1_500);
  });

  it("asks for tax codes twice, since a filter on Active drops TAX and NON", async () => {
    const { ledger, statements } = ledgerWith(json({ QueryResponse: { TaxCode: [{ Id: "NON", Name: "NON", Active: true }] } }), json({ QueryResponse: {} }));
    expect((await collect(ledger.readAll("tax-code"))).map(({ id }) => id)).toEqual(["NON"]);
    expect(statements()).toEqual(["select * from TaxCode startposition 1 maxresults 1000", "select * from TaxCode where Active = false startposition 1 maxresults 1000"]);
  });

  it("does not take a page it cannot read for the end", async () => {
    const { ledger } = ledgerWith(json({ time: "t" }));
    expect(await failure(collect(ledger.readAll("customer")))).toMatchObject({ code: "malformed-answer", isOutcomeUnknown: false });
  });
});

describe("one record", () => {
  it("is null when QuickBooks says it is gone, and an error for anything else", async () => {
    const { ledger } = ledgerWith(fault("610"), fault("6000"));
    expect(await ledger.read("invoice", "266")).toBeNull();
    expect(await failure(ledger.read("invoice", "266"))).toMatchObject({ code: "rejected" });
  });
});

describe("the change feed", () => {
  const since = "2026-03-01T22:00:00-08:00";

  it("brings changed and deleted records of all kinds in one metered call", async () => {
    const answer = {
      CDCResponse: [
        {
          QueryResponse: [
            { Customer: customers(71, 1), startPosition: 1, maxResults: 1 },
            { Invoice: [{ domain: "QBO", status: "Deleted", Id: "305", MetaData: { LastUpdatedTime: "2026-03-02T07:10:44-08:00" } }] },
            {},
          ],
        },
      ],
      time: "2026-03-02T08:02:53.512-08:00",
    };
    const { ledger, requests, exchanges } = ledgerWith(json(answer));
    const changes = await ledger.changesSince(["customer", "invoice", "item"], since);
    expect(changes).toMatchObject({
      records: [{ kind: "customer", id: "71" }],
      deleted: [{ kind: "invoice", id: "305", updatedAt: "2026-03-02T07:10:44-08:00" }],
      overflowed: [],
      until: "2026-03-02T08:02:53.512-08:00",
    });
    expect(requests[0]?.url.searchParams.get("entities")).toBe("Customer,Invoice,Item");
    expect(requests[0]?.url.searchParams.get("changedSince")).toBe(since);
    expect(exchanges).toMatchObject([{ kind: "change-feed", path: "/cdc", isMetered: true }]);
  });

  it("that is full may have cut any kind", async () => {
    const { ledger } = ledgerWith(json({ CDCResponse: [{ QueryResponse: [{ Customer: customers(1, 1_000) }, {}] }], time: "t" }));
    expect((await ledger.changesSince(["customer", "invoice"], since)).overflowed).toEqual(["customer", "invoice"]);
  });

  it("that does not reach back far enough asks for full reads, by QuickBooks' own clock", async () => {
    const { ledger } = ledgerWith(fault("500", "older than fixed days"), json({ Preferences: {}, time: "2026-03-02T08:02:53-08:00" }));
    expect(await ledger.changesSince(["customer"], "2020-01-01T00:00:00Z")).toEqual({ records: [], deleted: [], overflowed: ["customer"], until: "2026-03-02T08:02:53-08:00" });
  });

  it("is not asked for what it does not report", async () => {
    const { ledger, requests } = ledgerWith();
    expect(await failure(ledger.changesSince(["customer", "time-activity"], since))).toMatchObject({ code: "not-allowed" });
    expect(requests).toEqual([]);
    expect(ledger.feedKinds).not.toContain("tax-code");
  });
});

describe("a write", () => {
  it("sends the prepared bytes under the request id and answers with the record", async () => {
    const { ledger, requests } = ledgerWith(json({ Customer: { Id: "71", SyncToken: "0", DisplayName: "Harbor" }, time: "t" }));
    const call = ledger.prepare({ operation: "create", document: client });
    const answer = await ledger.send(call, "0d0f6c1e-8f1b-4a55-9d1c-5a3c0a2d7b11");
    expect(answer).toMatchObject({ id: "71", token: "0", traceId: "1-tid", record: { name: "Harbor" } });
    expect(requests[0]?.url.href).toBe("https://sandbox-quickbooks.api.intuit.com/v3/company/9130350000000017/customer?minorversion=75&requestid=0d0f6c1e-8f1b-4a55-9d1c-5a3c0a2d7b11");
    expect(requests[0]?.body).toBe(JSON.stringify(call.body));
  });

  it("whose answer cannot be read has an unknown outcome, and the answer is not quoted", async () => {
    const { ledger } = ledgerWith(json({ Customer: { SyncToken: "0", DisplayName: "Harbor Secret" } }));
    const error = await failure(ledger.send(ledger.prepare({ operation: "create", document: client }), "r1"));
    expect(error).toMatchObject({ code: "malformed-answer", isOutcomeUnknown: true });
    expect(JSON.stringify([error.message, error.facts])).not.toContain("Secret");
  });

  it("refused with 610 is looked at: gone itself, or pointing at something switched off", async () => {
    const update = { operation: "update", id: "71", token: "0", document: client, fields: ["phone"] } as const;
    const there = ledgerWith(fault("610"), json({ Customer: { Id: "71", SyncToken: "0", DisplayName: "Harbor" } }));
    expect(await failure(there.ledger.send(there.ledger.prepare(update), "r1"))).toMatchObject({ code: "reference-inactive", retry: "after-fix" });
    const gone = ledgerWith(fault("610"), fault("610"));
    expect(await failure(gone.ledger.send(gone.ledger.prepare(update), "r1"))).toMatchObject({ code: "not-found" });
  });

  it("deletes and says so", async () => {
    const { ledger } = ledgerWith(json({ TimeActivity: { domain: "QBO", status: "Deleted", Id: "7" }, time: "t" }));
    const call = ledger.prepare({ operation: "delete", kind: "time-activity", id: "7", token: "0" });
    expect(await ledger.send(call, "r1")).toEqual({ record: null, id: "7", token: null, traceId: "1-tid" });
  });

  it("with a request id QuickBooks would refuse is not sent", async () => {
    const { ledger, requests } = ledgerWith();
    const call = ledger.prepare({ operation: "create", document: client });
    expect(await failure(ledger.send(call, "x".repeat(51)))).toMatchObject({ code: "rejected", retry: "never" });
    expect(requests).toEqual([]);
  });
});

describe("a batch", () => {
  it("answers by bid, in any order, and misses none", async () => {
    const answer = {
      BatchItemResponse: [
        { Fault: { Error: [{ Message: "m", Detail: "d", code: "6240" }], type: "ValidationFault" }, bId: "b" },
        { Customer: { Id: "71", SyncToken: "0", DisplayName: "Harbor" }, bId: "a" },
        { Customer: {}, bId: "d" },
      ],
      time: "t",
    };
    const { ledger, requests, exchanges } = ledgerWith(json(answer));
    const call = ledger.prepare({ operation: "create", document: client });
    const answers = await ledger.sendBatch(
      ["a", "b", "c", "d"].map((bid) => ({ bid, call })),
      "r1",
    );
    expect(answers).toMatchObject([
      { bid: "a", answer: { id: "71" }, error: null },
      { bid: "b", answer: null, error: { code: "duplicate-name", isOutcomeUnknown: false } },
      { bid: "c", answer: null, error: { code: "no-answer", isOutcomeUnknown: true } },
      { bid: "d", answer: null, error: { code: "malformed-answer", isOutcomeUnknown: true } },
    ]);
    expect(JSON.parse(requests[0]?.body ?? "")).toMatchObject({ BatchItemRequest: [{ bId: "a", operation: "create", Customer: { DisplayName: "Harbor" } }, {}, {}, {}] });
    expect(exchanges).toMatchObject([{ kind: "batch", method: "POST", isMetered: true }]);
  });

  it("without a single answer leaves every outcome unknown", async () => {
    const { ledger } = ledgerWith(json({ BatchItemResponse: [] }), json({ time: "t" }));
    const call = ledger.prepare({ operation: "create", document: client });
    expect(await ledger.sendBatch([{ bid: "a", call }], "r1")).toMatchObject([{ error: { code: "no-answer", isOutcomeUnknown: true } }]);
    expect(await failure(ledger.sendBatch([{ bid: "a", call }], "r2"))).toMatchObject({ code: "malformed-answer", isOutcomeUnknown: true });
  });

  it("beyond Intuit's limits is not sent", async () => {
    const { ledger, requests } = ledgerWith();
    const call = ledger.prepare({ operation: "create", document: client });
    const items = Array.from({ length: 31 }, (_, index) => ({ bid: String(index), call }));
    for (const [batch, id] of [[items, "r1"], [[], "r1"], [[{ bid: "elevenchars", call }], "r1"], [[{ bid: "a", call }, { bid: "a", call }], "r1"], [[{ bid: "a", call }], "x".repeat(37)]] as const) {
      expect(await failure(ledger.sendBatch(batch, id))).toMatchObject({ code: "rejected", retry: "never" });
    }
    expect(requests).toEqual([]);
  });
});

describe("looking for a lost write", () => {
  it("finds names in both spellings, inactive ones too, newest first", async () => {
    const rows = [
      { Id: "1", SyncToken: "0", DisplayName: "O'Hara (deleted)", Active: false, MetaData: { LastUpdatedTime: "2026-03-01T00:00:00-08:00" } },
      { Id: "2", SyncToken: "0", DisplayName: "O'Hara", MetaData: { LastUpdatedTime: "2026-03-01T09:00:00Z" } },
    ];
    const { ledger, statements } = ledgerWith(page(rows));
    expect((await ledger.find({ kind: "customer", name: "O'Hara" })).map(({ id }) => id)).toEqual(["2", "1"]);
    expect(statements()[0]).toContain("where DisplayName in ('O\\'Hara', 'O\\'Hara (deleted)') and Active in (true, false) ");
  });

  it("finds invoices by number and customer, or by customer and day", async () => {
    const { ledger, statements } = ledgerWith(json({ QueryResponse: {} }), json({ QueryResponse: {} }));
    const marker = { kind: "invoice", customerId: "71", issuedOn: "2026-03-31", marker: "hub:k3m2a7" } as const;
    await ledger.find({ ...marker, number: "1042" });
    await ledger.find({ ...marker, number: null });
    expect(statements()[0]).toContain("where DocNumber = '1042' and CustomerRef = '71' ");
    expect(statements()[1]).toContain("where TxnDate = '2026-03-31' and CustomerRef = '71' ");
  });

  it("finds time by day and compares person and client itself", async () => {
    const time = (id: string, person: string, clientId: string) => ({ Id: id, SyncToken: "0", NameOf: "Employee", EmployeeRef: { value: person }, CustomerRef: { value: clientId }, TxnDate: "2026-02-27", Hours: 1, Minutes: 0 });
    const { ledger, statements } = ledgerWith(json({ QueryResponse: { TimeActivity: [time("1", "55", "71"), time("2", "54", "71"), time("3", "55", "72")] } }));
    const found = await ledger.find({ kind: "time-activity", personId: "55", customerId: "71", day: "2026-02-27", minutes: 60, description: null });
    expect(found.map(({ id }) => id)).toEqual(["1"]);
    expect(statements()[0]).toContain("from TimeActivity where TxnDate = '2026-02-27' ");
  });
});

describe("the company", () => {
  it("takes two metered reads and reads missing settings cautiously", async () => {
    const { ledger, exchanges } = ledgerWith(json({ CompanyInfo: { CompanyName: "Craig's", Country: "US" } }), json({ Preferences: { CurrencyPrefs: { HomeCurrency: { value: "USD" } } } }));
    expect(await ledger.company()).toEqual({
      name: "Craig's",
      legalName: null,
      country: "US",
      homeCurrency: "USD",
      isMultiCurrency: false,
      usesCustomNumbers: false,
      warnsOnDuplicateNumbers: false,
      closedThrough: null,
      tracksClasses: "none",
      tracksTime: false,
      isTimeBillable: false,
      hasSalesTax: false,
      isTaxAutomatic: false,
      hasTaxAgency: false,
      defaultTaxCodeId: null,
      appliesCreditsAutomatically: false,
      defaultTermId: null,
    });
    expect(exchanges.map(({ path, isMetered }) => [path, isMetered])).toEqual([["/companyinfo/:company", true], ["/preferences", true]]);
  });
});
