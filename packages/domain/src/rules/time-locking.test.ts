import { expect, test } from "vitest";
import { checkTimeAction, type TimeAction, type TimeStatus } from "./time-locking.js";

const actions: readonly TimeAction[] = ["edit", "delete", "submit", "return", "approve", "unapprove", "lock"];

test.each<[TimeStatus, readonly TimeAction[]]>([
  ["draft", ["edit", "delete", "submit", "approve", "lock"]],
  ["submitted", ["edit", "delete", "return", "approve", "lock"]],
  ["approved", ["edit", "delete", "unapprove", "lock"]],
  ["locked", []],
])("time that is %s allows %j and nothing else", (status, allowed) => {
  const passes = (action: TimeAction) => {
    try {
      checkTimeAction(status, action, null);
      return true;
    } catch {
      return false;
    }
  };
  expect(actions.filter(passes)).toEqual(allowed);
});

test("a lock says which invoice holds the time and how it comes off", () => {
  expect(() => checkTimeAction("locked", "edit", "1042")).toThrow("This time is on invoice 1042 and locked. Void the invoice, or take the line out while it is a draft.");
});
