import { describe, expect, test } from "vitest";
import { decodeText } from "./decode-text.js";
import type { FileEncoding } from "./encoding.js";

async function decode(bytes: Uint8Array, encoding: FileEncoding, chunk: number): Promise<string> {
  async function* chunks() {
    for (let start = 0; start < bytes.length; start += chunk) yield bytes.subarray(start, start + chunk);
  }
  let text = "";
  for await (const piece of decodeText(chunks(), encoding)) text += piece;
  return text;
}

describe("bytes become text", () => {
  test.each([1, 2, 3, 5, 1000])("in pieces of %d bytes: characters whole, line ends one, byte order mark gone", async (chunk) => {
    const text = "\uFEFFName,Note\r\nZoë,🔥 x\r\n\r\nold\rmac\n";
    expect(await decode(Buffer.from(text), "utf-8", chunk)).toBe("Name,Note\nZoë,🔥 x\n\nold\nmac\n");
    expect(await decode(Buffer.from(text, "utf16le"), "utf-16le", chunk)).toBe("Name,Note\nZoë,🔥 x\n\nold\nmac\n");
  });

  test.each([1, 4, 1000])("an invalid byte is named with its line and how it may be meant (pieces of %d bytes)", async (chunk) => {
    const bytes = Buffer.concat([Buffer.from("a\r\nb\r\n"), Buffer.from("Ren\xE9", "latin1"), Buffer.from("\r\nc\r\n")]);
    await expect(decode(bytes, "utf-8", chunk)).rejects.toMatchObject({
      problem: "encoding",
      facts: { line: 3, example: "René" },
      message: expect.stringContaining("Save the file as CSV UTF-8"),
    });
    expect(await decode(bytes, "windows-1252", chunk)).toBe("a\nb\nRené\nc\n");
  });

  test("a byte cut off at the very end is named too", async () => {
    await expect(decode(Buffer.from("a\nZoë").subarray(0, -1), "utf-8", 2)).rejects.toMatchObject({ facts: { line: 2 } });
  });

  test("a line without end is refused instead of filling memory", async () => {
    await expect(decode(Buffer.alloc(3_000_000, "x"), "utf-8", 65_536)).rejects.toMatchObject({ problem: "line-too-long" });
  });

  test("old Macintosh line ends do not count as one endless line", async () => {
    const text = `${"x".repeat(99)}\r`.repeat(30_000);
    expect(await decode(Buffer.from(text), "utf-8", 65_536)).toBe(text.replaceAll("\r", "\n"));
  });
});
