import { expect, test } from "vitest";
import { localeOf } from "./locale.js";

test.each([
  ["the reader's own English", ["en-GB", "en-US"], "en-GB"],
  ["the first English one, since the texts are English", ["de-CH", "en-CA"], "en-CA"],
  ["US English for a reader of no English", ["de-CH"], "en-US"],
  ["US English where a browser started without a language names no tag", ["en-US@posix"], "en-US"],
  ["the first that is a tag", ["en-US@posix", "en-GB"], "en-GB"],
])("numbers and dates are written in %s", (_case, tags, locale) => {
  expect(localeOf(tags)).toBe(locale);
});
