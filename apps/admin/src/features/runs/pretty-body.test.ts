import { expect, test } from "vitest";
import { piecesOf, prettyBody } from "./pretty-body.js";

test("JSON is set out, with short lists on one line; anything else stays as it came", () => {
  expect(prettyBody('{"QueryResponse":{"Customer":{"count":6,"ids":["1","2"]}}}')).toBe('{\n  "QueryResponse": {\n    "Customer": {\n      "count": 6,\n      "ids": ["1", "2"]\n    }\n  }\n}');
  expect(prettyBody("<html> 503 Service Unavailable </html>")).toBe("<html> 503 Service Unavailable </html>");
});

test("the pieces are the whole text, and what was left out is told from what was said", () => {
  const text = prettyBody('{"Name":"[text of 12]","Line":[{"Amount":25.5,"Type":"SalesItemLineDetail","More":null}],"rows":["and 4 more"]}');
  const pieces = piecesOf(text);
  expect(pieces.map((piece) => piece.text).join("")).toBe(text);
  expect(pieces.filter(({ is }) => is === "left-out").map((piece) => piece.text)).toEqual(['"[text of 12]"', '"and 4 more"']);
  expect(pieces.filter(({ is }) => is === "number").map((piece) => piece.text)).toEqual(["25.5", "null"]);
  expect(pieces.filter(({ is }) => is === "text").map((piece) => piece.text)).toEqual(['"SalesItemLineDetail"']);
});
