import { describe, expect, it } from "vitest";
import { isPrivateAddress, webhookTarget } from "./webhook-target.js";

describe("where a webhook may lead", () => {
  it.each(["127.0.0.1", "10.1.2.3", "172.31.255.255", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1", "::", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "fd00::1", "fe80::1", "not an address"])("%s is private", (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });
  it.each(["8.8.8.8", "172.32.0.1", "100.128.0.1", "::ffff:8.8.8.8", "2606:4700::1111"])("%s is public", (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  });

  it("takes https, and http to this machine only where that is allowed", () => {
    expect(webhookTarget(" https://hooks.example.com/in?x=1#part ", false)).toEqual({ url: "https://hooks.example.com/in?x=1" });
    expect(webhookTarget("http://localhost:9000/in", true)).toEqual({ url: "http://localhost:9000/in" });
    for (const text of ["http://localhost:9000/in", "https://localhost/in", "https://127.0.0.1/", "https://[::1]/", "https://0x7f.1/", "https://2130706433/", "https://192.168.1.4/", "https://[::ffff:10.0.0.1]/", "https://app.localhost/"]) {
      expect([text, webhookTarget(text, false)]).toEqual([text, { problem: expect.stringContaining("private network") }]);
    }
    for (const text of ["http://hooks.example.com/", "ftp://hooks.example.com/", "http://192.168.1.4/"]) expect([text, webhookTarget(text, true)]).toEqual([text, { problem: expect.stringContaining("https://") }]);
    expect(webhookTarget("https://user:secret@hooks.example.com/", true)).toHaveProperty("problem", expect.stringContaining("password"));
    expect(webhookTarget("somewhere", true)).toHaveProperty("problem");
  });
});
