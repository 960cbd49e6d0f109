import { expect, test } from "vitest";
import { isDatabaseAway } from "./database-away.js";

const failure = (message: string, more: object = {}) => Object.assign(new Error(message), more);

test.each([
  failure("terminating connection due to administrator command", { code: "57P01" }),
  failure("the database system is starting up", { code: "57P03" }),
  failure("sorry, too many clients already", { code: "53300" }),
  failure("cannot execute UPDATE in a read-only transaction", { code: "25006" }),
  failure("read ECONNRESET", { code: "ECONNRESET" }),
  failure("Connection terminated unexpectedly"),
  failure("timeout exceeded when trying to connect"),
  failure("Client has encountered a connection error and is not queryable"),
  failure("while flushing", { cause: failure("connect ECONNREFUSED", { code: "ECONNREFUSED" }) }),
])("the database is away: $message", (error) => {
  expect(isDatabaseAway(error)).toBe(true);
});

test.each([
  failure("duplicate key value violates unique constraint", { code: "23505" }),
  failure("deadlock detected", { code: "40P01" }),
  failure("canceling statement due to user request", { code: "57014" }),
  failure("bind message supplies 1 parameters", { code: "08P01" }),
  failure("syntax error", { code: "42601" }),
  failure("something of ours"),
  "a thrown text",
  null,
])("it answered, or somebody else broke: %s", (error) => {
  expect(isDatabaseAway(error)).toBe(false);
});
