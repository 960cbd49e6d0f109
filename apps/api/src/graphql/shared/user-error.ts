import { View } from "./view.js";
import { HubError, LedgerError } from "@tieout/domain";
import { Field, ObjectType } from "type-graphql";
import { ZodError } from "zod";
import { enumType } from "./enums.js";

const codes = ["INVALID", "NOT_FOUND", "CONFLICT", "STALE_VERSION", "NOT_ALLOWED", "NOT_CONNECTED", "ALREADY_SYNCING", "BLOCKED_BY_PROBLEM", "MAPPING_TARGET_INACTIVE", "LIMIT_EXCEEDED"] as const;
const UserErrorCodeEnum = enumType("UserErrorCode", codes);
type UserErrorCode = (typeof codes)[number];

@View("UserError", { description: "A refusal a person can do something about." })
export class UserErrorType {
  @Field(() => UserErrorCodeEnum)
  code: UserErrorCode;
  @Field(() => [String], { description: "The path of the input at fault; empty when it is the whole request." })
  field: string[];
  @Field(() => String)
  message: string;
  @Field(() => String, { nullable: true })
  docsUrl?: string | null;
}

/** What every mutation's payload has. */
@ObjectType()
export abstract class Payload {
  @Field(() => [UserErrorType])
  userErrors: UserErrorType[];
}

type Content<P extends Payload> = Omit<P, "userErrors">;

/**
 * Runs a mutation: its result with no user errors, or, when it is refused, `refused` with the refusal in words.
 * Only business refusals are caught; whatever else is thrown is unexpected and becomes a masked error.
 */
export async function answer<P extends Payload>(work: () => Promise<Content<P>>, refused: Content<P>): Promise<P> {
  try {
    return { ...(await work()), userErrors: [] } as unknown as P;
  } catch (error) {
    const userErrors = userErrorsOf(error);
    if (!userErrors) throw error;
    return { ...refused, userErrors } as unknown as P;
  }
}

/** The refusals in a thrown error, or null when it is not one. A configuration fault is nobody's input and stays an error. */
export function userErrorsOf(error: unknown): UserErrorType[] | null {
  if (error instanceof HubError && error.code !== "CONFIGURATION") {
    return [{ code: error.code as UserErrorCode, field: [...error.field], message: error.message }];
  }
  if (error instanceof LedgerError && error.code === "throttled") {
    return [{ code: "LIMIT_EXCEEDED", field: [], message: `QuickBooks was asked too much and wants a pause. Try again in ${error.facts.retryAfterSeconds ?? 60} seconds.` }];
  }
  if (error instanceof LedgerError && (error.code === "unavailable" || error.code === "no-answer")) {
    // A write without an answer may have been done.
    const message = error.isOutcomeUnknown ? "QuickBooks did not answer. Look there whether it was done before you try again." : "QuickBooks cannot be reached right now. Nothing was changed; try again in a few minutes.";
    return [{ code: "NOT_CONNECTED", field: [], message }];
  }
  if (error instanceof ZodError) return error.issues.map((issue) => ({ code: "INVALID", field: ["input", ...issue.path.map(String)], message: issue.message }));
  return null;
}
