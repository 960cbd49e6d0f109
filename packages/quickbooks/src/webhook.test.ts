import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { isSignedByIntuit, readNotification } from "./webhook.js";

const signed = (body: string, token: string) => createHmac("sha256", token).update(body).digest("base64");

describe("a signature", () => {
  const body = '[{"id":"1"}]';

  test.each(["new", "old"])("of either verifier token counts while one replaces the other: %s", (token) => {
    expect(isSignedByIntuit(Buffer.from(body), signed(body, token), ["new", "old"])).toBe(true);
  });

  test.each([
    ["of another token", signed(body, "third")],
    ["of other bytes", signed(`${body} `, "new")],
    ["that is empty", ""],
    ["that is no base64", "%%%"],
    ["that is cut short", signed(body, "new").slice(0, 20)],
  ])("%s does not", (_what, signature) => {
    expect(isSignedByIntuit(Buffer.from(body), signature, ["new", "old"])).toBe(false);
  });

  test("is over the bytes, not over what they mean", () => {
    const spaced = '[ {"id": "1"} ]';
    expect(isSignedByIntuit(Buffer.from(spaced), signed(body, "new"), ["new"])).toBe(false);
  });

  test("never counts without a token", () => {
    expect(isSignedByIntuit(Buffer.from(body), signed(body, ""), [])).toBe(false);
  });
});

const cloudEvent = (more: object) => ({ specversion: "1.0", id: "e1", source: "intuit.x", type: "qbo.customer.updated.v1", time: "2026-03-02T21:31:25.179851517Z", intuitentityid: "7", intuitaccountid: "100", data: {}, ...more });
const legacy = (...entities: object[]) => JSON.stringify({ eventNotifications: [{ realmId: "100", dataChangeEvent: { entities } }] });

describe("a notification", () => {
  test("as CloudEvents is read by company, for one post may mix them", () => {
    const body = JSON.stringify([cloudEvent({}), cloudEvent({ id: "e2", type: "qbo.invoice.deleted.v1", intuitaccountid: "200" }), cloudEvent({ id: "e3", type: "qbo.timeactivity.created.v1" })]);
    expect(readNotification(body)).toEqual([
      {
        realmId: "100",
        notices: [
          { key: "e1", kind: "customer", id: "7", isDeletion: false, at: "2026-03-02T21:31:25.179851517Z" },
          { key: "e3", kind: "time-activity", id: "7", isDeletion: false, at: "2026-03-02T21:31:25.179851517Z" },
        ],
      },
      { realmId: "200", notices: [{ key: "e2", kind: "invoice", id: "7", isDeletion: true, at: "2026-03-02T21:31:25.179851517Z" }] },
    ]);
  });

  test("in the older form says the same, with the zone written either way", () => {
    const told = readNotification(legacy({ name: "Customer", id: "7", operation: "Update", lastUpdated: "2026-03-02T14:31:25.000-0700" }));
    expect(told).toEqual([{ realmId: "100", notices: [{ key: expect.any(String), kind: "customer", id: "7", isDeletion: false, at: "2026-03-02T14:31:25.000-07:00" }] }]);
  });

  test("of a merge tells of both customers", () => {
    const expected = [expect.objectContaining({ id: "71", isDeletion: false }), expect.objectContaining({ id: "64", isDeletion: true })];
    expect(readNotification(JSON.stringify([cloudEvent({ type: "qbo.customer.merged.v1", intuitentityid: "71", data: { deletedId: "64" } })]))?.[0]?.notices).toEqual(expected);
    expect(readNotification(legacy({ name: "Customer", id: "71", operation: "Merge", deletedId: "64", lastUpdated: "2026-03-02T14:43:02.000Z" }))?.[0]?.notices).toEqual(expected);
  });

  test("repeated in the older form has the same key, another event another one", () => {
    const keyOf = (entity: object) => readNotification(legacy(entity))?.[0]?.notices[0]?.key;
    const entity = { name: "Customer", id: "7", operation: "Update", lastUpdated: "2026-03-02T14:31:25.000Z" };
    expect(keyOf(entity)).toBe(keyOf({ ...entity }));
    for (const other of [{ ...entity, id: "8" }, { ...entity, operation: "Delete" }, { ...entity, lastUpdated: "2026-03-02T14:31:26.000Z" }]) expect(keyOf(other)).not.toBe(keyOf(entity));
  });

  test("of kinds we do not keep, or not as we know it, is passed over and nothing beside it", () => {
    const body = JSON.stringify([cloudEvent({ type: "qbo.estimate.created.v1" }), 5, cloudEvent({ id: "" }), cloudEvent({ id: "e4", type: "nonsense" }), cloudEvent({ id: "e5", time: "yesterday" })]);
    expect(readNotification(body)).toEqual([{ realmId: "100", notices: [{ key: "e5", kind: "customer", id: "7", isDeletion: false, at: null }] }]);
  });

  test("of the company's settings is about the company", () => {
    expect(readNotification(JSON.stringify([cloudEvent({ type: "qbo.preferences.updated.v1" })]))?.[0]?.notices[0]?.kind).toBe("company");
  });

  test.each(["", "{", "{}", '"text"', "null"])("that is none is told apart: %s", (body) => {
    expect(readNotification(body)).toBeNull();
  });
});
