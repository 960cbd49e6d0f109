import { describe, expect, it } from "vitest";
import { sniffBody } from "./fault-body.js";
import { faultTable, type FaultOperation } from "./fault-table.js";
import { faultOf } from "./faults.js";

interface Case {
  status: number;
  code?: string;
  detail?: string;
  operation?: FaultOperation;
  expected: string;
}

const json = (code: string, detail = "") => JSON.stringify({ Fault: { Error: [{ Message: "m", Detail: detail, code, element: "" }], type: "ValidationFault" } });

function classify({ status, code, detail, operation = "create" }: Case) {
  const body = sniffBody(code === undefined ? (detail ?? "") : json(code, detail));
  const error = faultOf(body, { status, operation, isWrite: operation !== "read" });
  return error ? `${error.code}/${error.retry}${error.isOutcomeUnknown ? "/unknown" : ""}` : "success";
}

/** One line per row of the table, in its order. */
const cases: Case[] = [
  { status: 429, code: "3001", expected: "throttled/later" },
  { status: 403, code: "3001", expected: "throttled/later" },
  { status: 401, code: "120", expected: "grant-revoked/after-reconnect" },
  { status: 403, code: "3100", expected: "wrong-company/after-reconnect" },
  { status: 400, code: "10200", expected: "wrong-company/after-reconnect" },
  { status: 401, code: "3200", expected: "auth-expired/now" },
  { status: 401, code: "100", expected: "auth-expired/now" },
  { status: 400, code: "150", expected: "unavailable/later" },
  { status: 400, code: "6190", expected: "subscription-ended/after-fix" },
  { status: 200, code: "6190", expected: "subscription-ended/after-fix" },
  { status: 400, code: "5020", expected: "not-allowed/after-fix" },
  { status: 400, code: "5010", detail: "Account Period Closed, Cannot Update", expected: "period-closed/after-fix" },
  { status: 400, code: "5010", detail: "Stale Object Error : You and Dana were working", expected: "stale/now" },
  { status: 400, code: "6200", expected: "period-closed/after-fix" },
  { status: 400, code: "6210", expected: "period-closed/after-fix" },
  { status: 400, code: "610", operation: "create", expected: "reference-inactive/after-fix" },
  { status: 400, code: "610", operation: "update", detail: "has been made inactive", expected: "not-found/after-fix" },
  { status: 400, code: "610", operation: "read", expected: "not-found/after-fix" },
  { status: 400, code: "2500", detail: "Something you're trying to use has been made inactive.", expected: "reference-inactive/after-fix" },
  { status: 400, code: "2500", detail: "Accounts element id 583 not found", expected: "reference-missing/after-fix" },
  { status: 400, code: "700", expected: "reference-missing/after-fix" },
  { status: 400, code: "6250", expected: "reference-inactive/after-fix" },
  { status: 400, code: "6140", expected: "duplicate-number/after-fix" },
  { status: 400, code: "6240", expected: "duplicate-name/after-fix" },
  { status: 400, code: "600", expected: "rejected/later/unknown" },
  { status: 400, code: "2010", expected: "invalid-field/never" },
  { status: 400, code: "2050", expected: "invalid-field/after-fix" },
  { status: 400, code: "6310", expected: "invalid-field/after-fix" },
  { status: 400, code: "6000", expected: "rejected/after-fix" },
  { status: 400, code: "6540", expected: "not-allowed/after-fix" },
  { status: 400, code: "4001", operation: "read", expected: "rejected/never" },
  { status: 400, code: "4002", operation: "read", expected: "rejected/after-fix" },
  { status: 504, code: "6002", expected: "no-answer/later/unknown" },
  { status: 500, code: "10000", expected: "unavailable/later/unknown" },
  { status: 500, code: "10000", operation: "read", expected: "unavailable/later" },
  { status: 401, detail: "", expected: "auth-expired/now" },
  { status: 403, detail: "<html>Forbidden</html>", expected: "wrong-company/after-reconnect" },
  { status: 404, detail: "", expected: "rejected/never" },
  { status: 408, detail: "", expected: "no-answer/later/unknown" },
  { status: 429, code: "9999", detail: "The monthly limit of your plan is used up", expected: "quota-exhausted/later" },
  { status: 429, detail: "<html></html>", expected: "throttled/later" },
  { status: 504, detail: "<html></html>", expected: "no-answer/later/unknown" },
  { status: 503, detail: "<html></html>", expected: "unavailable/later/unknown" },
  { status: 302, detail: "", expected: "unavailable/later/unknown" },
  { status: 307, detail: "<html></html>", operation: "read", expected: "unavailable/later" },
  { status: 400, code: "99999", expected: "rejected/after-fix" },
];

describe("the fault table", () => {
  it.each(cases)("$status $code $detail ($operation) is $expected", (given) => {
    expect(classify(given)).toBe(given.expected);
  });

  it("has every row decide at least one of these cases", () => {
    const decided = new Set(
      cases.map((given) =>
        faultTable.findIndex(
          (row) =>
            (row.codes === undefined || row.codes.includes(given.code ?? "")) &&
            (row.status === undefined || row.status === given.status || row.status === `${Math.floor(given.status / 100)}xx`) &&
            (row.operations === undefined || row.operations.includes(given.operation ?? "create")) &&
            (row.text === undefined || row.text.test(`m ${given.detail ?? ""}`)),
        ),
      ),
    );
    expect(faultTable.flatMap((_, index) => (decided.has(index) ? [] : [index]))).toEqual([]);
  });

  it("names no code twice without a condition, so that no row is dead", () => {
    const unconditional = faultTable.flatMap((row) => (row.text || row.operations ? [] : (row.codes ?? [])));
    expect(new Set(unconditional).size).toBe(unconditional.length);
  });
});

describe("bodies of faults", () => {
  it("are read from the gateway's lower-case envelope without repeating the token it echoes", () => {
    const body = sniffBody(
      JSON.stringify({
        warnings: null,
        fault: { error: [{ message: "message=AuthenticationFailed; errorCode=003200; statusCode=401", detail: "Token expired: AB0112345678901234567890", code: "3200", element: null }], type: "AUTHENTICATION" },
        time: 1772460672830,
      }),
    );
    const error = faultOf(body, { status: 401, operation: "read", isWrite: false });
    expect(error?.code).toBe("auth-expired");
    expect(JSON.stringify([error?.facts, error?.message])).not.toContain("AB01");
  });

  it("lose anything that looks like a token, whatever the fault", () => {
    const body = sniffBody(json("6000", "Bearer eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4Q0JD.x and RT1-77-H0-1781000000abcdefghij"));
    const error = faultOf(body, { status: 400, operation: "create", isWrite: true });
    expect(error?.facts.faultDetail).toBe("Bearer [redacted] and [redacted]");
  });

  it("are read from XML although JSON was asked", () => {
    const xml =
      '<?xml version="1.0"?><IntuitResponse xmlns="http://schema.intuit.com/finance/v3"><Fault type="ValidationFault"><Error code="2500" element="Line.ItemRef"><Message>Invalid &amp; old</Message><Detail>Something you&apos;re trying to use has been made inactive.</Detail></Error></Fault></IntuitResponse>';
    const error = faultOf(sniffBody(xml), { status: 400, operation: "create", isWrite: true });
    expect(error).toMatchObject({ code: "reference-inactive", facts: { faultCode: "2500", element: "Line.ItemRef", faultMessage: "Invalid & old" } });
  });

  it("make a page with status 200 no success, and a write with such an answer unknown", () => {
    const html = sniffBody("<!DOCTYPE html><title>Sign in</title>");
    expect(faultOf(html, { status: 200, operation: "create", isWrite: true })).toMatchObject({ code: "malformed-answer", isOutcomeUnknown: true });
    expect(faultOf(html, { status: 200, operation: "read", isWrite: false })).toMatchObject({ code: "malformed-answer", isOutcomeUnknown: false });
    expect(faultOf(sniffBody('{"cut":'), { status: 200, operation: "create", isWrite: true })?.code).toBe("malformed-answer");
    expect(faultOf(sniffBody(""), { status: 200, operation: "create", isWrite: true })?.code).toBe("malformed-answer");
  });

  it("with several errors are judged by the least hopeful one", () => {
    const body = sniffBody(JSON.stringify({ Fault: { Error: [{ Message: "a", code: "5010" }, { Message: "b", code: "2050", element: "DocNumber" }] } }));
    expect(faultOf(body, { status: 400, operation: "update", isWrite: true })).toMatchObject({ code: "invalid-field", facts: { element: "DocNumber" } });
  });

  it("name the other record when QuickBooks does", () => {
    const number = json("6140", "This number has already been used. DocNumber=1043 is assigned to TxnType=Invoice with TxnId=266");
    expect(faultOf(sniffBody(number), { status: 400, operation: "create", isWrite: true })?.facts).toMatchObject({ otherKind: "invoice", otherId: "266" });
    const name = json("6240", "The name supplied already exists. The customer ID is: 58");
    expect(faultOf(sniffBody(name), { status: 400, operation: "create", isWrite: true })?.facts).toMatchObject({ otherKind: "customer", otherId: "58" });
  });
});
