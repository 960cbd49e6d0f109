import { randomUUID } from "node:crypto";
import { HubError, whereOf } from "@tieout/domain";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { unwrapResolverError } from "@apollo/server/errors";
import type { Logger } from "pino";
import { userErrorsOf } from "./user-error.js";

/** Codes of errors whose text is ours or GraphQL's own and says nothing of the inside. */
const openCodes = new Set(["UNAUTHENTICATED", "FORBIDDEN", "LIMIT_EXCEEDED", "THROTTLED", "BAD_USER_INPUT", "GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "BAD_REQUEST", "OPERATION_RESOLUTION_FAILURE", "IDEMPOTENCY_KEY_REQUIRED"]);

/** What leaves the house: refusals in their own words, everything unexpected as "Internal error" with a number under which the log has the rest. */
export function formatError(formatted: GraphQLFormattedError, error: unknown, logger: Logger): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  const refusal = userErrorsOf(cause)?.[0];
  const place = { ...(formatted.path && { path: formatted.path }), ...(formatted.locations && { locations: formatted.locations }) };
  if (refusal) return { message: refusal.message, ...place, extensions: { code: refusal.code, field: refusal.field } };
  if (cause instanceof HubError) return { message: cause.message, ...place, extensions: { code: cause.code } };

  const code = String(formatted.extensions?.["code"] ?? "");
  if (cause instanceof GraphQLError && openCodes.has(code)) {
    const { stacktrace: _hidden, ...extensions } = formatted.extensions ?? {};
    return { message: formatted.message, ...place, extensions };
  }
  const incident = randomUUID();
  logger.error({ incident, path: formatted.path?.join("."), ...whereOf(cause) }, "a request failed");
  return { message: `Internal error. Tell support this number: ${incident}`, ...place, extensions: { code: "INTERNAL_SERVER_ERROR", incident } };
}
