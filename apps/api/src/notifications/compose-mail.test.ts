import { expect, test } from "vitest";
import { composeMail } from "./compose-mail.js";

const firm = { name: "Lovelace & Co\r\nBcc: all@example.com", timeZone: "America/New_York" };

test("a mail says what happened, what happens meanwhile, and where to go, and its subject is one line", () => {
  const mail = composeMail({ kind: "connection-broken", facts: { reason: "QuickBooks no longer accepts our sign-in." } }, firm, "https://tieout.example");
  expect(mail.subject).toBe("Lovelace & Co Bcc: all@example.com: QuickBooks needs you");
  expect(mail.text).toContain("QuickBooks no longer accepts our sign-in. Nothing is read or sent until an administrator reconnects. Records wait and nothing is lost.\n\nhttps://tieout.example/connections/reconnect\n");
});
