import * as fc from "fast-check";
import { expect, test } from "vitest";
import { redactMarkup } from "./redact-sentence.js";
import { redact, redactPath } from "./redact.js";

test("ids, amounts, dates and words of closed lists stay; names, addresses, mail and sentences go", () => {
  expect(
    redact({
      Id: "12", SyncToken: "0", DisplayName: "Miller, Anna", PrimaryEmailAddr: { Address: "anna@miller.example" }, PrimaryPhone: { FreeFormNumber: "3035550888" }, BillAddr: { Line1: "1 Main St" }, TotalAmt: 200, TxnDate: "2026-11-02",
      Line: [{ Amount: "200.00", Description: "Divorce of Anna", SalesItemLineDetail: { ItemRef: { value: "4", name: "Tax" } } }], DocNumber: "1007", CustomerRef: { value: "anna@miller.example" }, sparse: true,
    }),
  ).toEqual({
    Id: "12", SyncToken: "0", DisplayName: "[text of 12]", PrimaryEmailAddr: { Address: "[text of 19]" }, PrimaryPhone: { FreeFormNumber: "[text of 10]" }, BillAddr: { Line1: "[text of 9]" }, TotalAmt: 200, TxnDate: "2026-11-02",
    Line: [{ Amount: "200.00", Description: "[text of 15]", SalesItemLineDetail: { ItemRef: { value: "4", name: "[text of 3]" } } }], DocNumber: "[text of 4]", CustomerRef: { value: "[text of 19]" }, sparse: true,
  });
});

test("a field's values follow the field's own name", () => {
  expect(redact([{ path: "email", before: "a@b.example", after: null }, { path: "lines.0.amount", before: "1.00", after: "2.00", agreed: "1.00" }])).toEqual([
    { path: "email", before: "[text of 11]", after: null },
    { path: "lines.0.amount", before: "1.00", after: "2.00", agreed: "1.00" },
  ]);
});

test("no address of mail and no sentence comes through, wherever it stands and whatever it is called", () => {
  const canary = fc.constantFrom("canary@example.com", "Anna Canary", "RT1 canary secret");
  const name = fc.oneof(fc.constantFrom("Id", "value", "kind", "code", "path", "Amount", "before", "Message", "Detail", "faultDetail"), fc.string());
  const json = fc.letrec((tie) => ({ node: fc.oneof({ maxDepth: 4 }, canary, fc.array(tie("node"), { maxLength: 3 }), fc.dictionary(name, tie("node"), { maxKeys: 4 })) })).node;
  fc.assert(fc.property(json, (value) => {
    expect(textsOf(redact(value)).filter((text) => /canary/i.test(text))).toEqual([]);
  }));
});

function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

test("a fault keeps the words every fault has, and which other record it means; whoever it names is masked", () => {
  expect(redact({ Fault: { type: "ValidationFault", Error: [{ code: "6240", element: "DisplayName", Message: "Duplicate Name Exists Error", Detail: "The name supplied already exists. : Anna Canary (TxnType=Invoice, TxnId=266) is already using 720 Canary Street" }] } })).toEqual({
    Fault: { type: "ValidationFault", Error: [{ code: "6240", element: "DisplayName", Message: "Duplicate Name Exists Error", Detail: "The name supplied already exists. : [text of 11] (TxnType=Invoice, TxnId=266) is already using 720 [text of 13]" }] },
  });
  expect(redact({ faultDetail: "Token expired: AB01canary, call 303-555-0888" })).toEqual({ faultDetail: "Token expired: [text of 11] call [text of 12]" });
});

test("policies and countries are words of closed lists", () => {
  expect(redact({ policies: { client: "ask" }, client: "Anna", country: "US" })).toEqual({ policies: { client: "ask" }, client: "[text of 4]", country: "US" });
});

test("redacted once more it stays the same", () => {
  const once = redact({ DisplayName: "Miller, Anna", Error: [{ Detail: "The name Miller exists" }], Id: "1" });
  expect(redact(once)).toEqual(once);
});

test("of XML and HTML the tags, codes and common words stay, without scripts and attributes", () => {
  expect(redactMarkup('<IntuitResponse time="2026-11-02" user="anna@example.com"><Fault type="AUTHENTICATION"><Error code="3200"><Message>Token expired: eyJcanarycanarycanary</Message></Error></Fault></IntuitResponse>')).toBe(
    '<IntuitResponse time="2026-11-02"> <Fault type="AUTHENTICATION"> <Error code="3200"> <Message> Token expired: [text of 21] </Message> </Error> </Fault> </IntuitResponse>',
  );
  expect(redactMarkup("<html><script>var secret = 1</script><body>503 Service Unavailable for Anna</body></html>")).toBe("<html> <body> 503 Service Unavailable for [text of 4] </body> </html>");
});

test("what a call asked for is cut off its path", () => {
  expect(redactPath("/query?query=select * from Customer where DisplayName = 'Anna'")).toBe("/query?…");
  expect(redactPath("/invoice/12")).toBe("/invoice/12");
});
