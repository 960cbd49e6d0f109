import { describe, expect, it } from "vitest";
import { approveWords, undoWords } from "./approve-words.js";

const none = { link: 0, createInHub: 0, createInLedger: 0, updateInHub: 0, updateInLedger: 0, remove: 0 };

describe("the approve button", () => {
  it("carries the numbers of what will be written", () => {
    expect(approveWords({ ...none, createInLedger: 9, link: 312 })).toBe("Create 9 in QuickBooks and link 312");
    expect(approveWords({ link: 1200, createInHub: 2, createInLedger: 9, updateInHub: 1, updateInLedger: 1, remove: 0 })).toBe("Create 9 in QuickBooks, create 2 here, update 2, and link 1,200");
  });
  it("says when there is nothing to write", () => {
    expect(approveWords(none)).toBe("Nothing to write");
  });
  it("of an undo says how much is taken back", () => {
    expect(undoWords(1200)).toBe("Take back 1,200");
    expect(undoWords(0)).toBe("Nothing can be taken back by itself");
  });
});
