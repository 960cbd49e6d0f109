import { describe, expect, it } from "vitest";
import { companyUrl, discoveryUrl, recordUrl } from "./urls.js";

const emulator = { environment: "emulator", baseUrl: "http://localhost:4010/" } as const;

describe("addresses", () => {
  it("differ by environment only", () => {
    expect(companyUrl({ environment: "production" }, "123")).toBe("https://quickbooks.api.intuit.com/v3/company/123");
    expect(companyUrl({ environment: "sandbox" }, "123")).toBe("https://sandbox-quickbooks.api.intuit.com/v3/company/123");
    expect(companyUrl(emulator, "123")).toBe("http://localhost:4010/v3/company/123");
    expect(discoveryUrl(emulator)).toBe("http://localhost:4010/.well-known/openid_sandbox_configuration");
  });

  it("open the emulator's inspector page of a record", () => {
    expect(recordUrl(emulator, "123", "customer", "58")).toBe("http://localhost:4010/companies/123/customer/58");
    expect(recordUrl(emulator, "123", "time-activity", "7")).toBe("http://localhost:4010/companies/123/timeactivity/7");
  });

  it("select the company before they open the page in QuickBooks", () => {
    const url = new URL(recordUrl({ environment: "sandbox" }, "123", "invoice", "130"));
    expect(url.origin).toBe("https://app.sandbox.qbo.intuit.com");
    expect(url.searchParams.get("deeplinkcompanyid")).toBe("123");
    expect(url.searchParams.get("pagereq")).toBe("invoice?txnId=130");
  });
});
