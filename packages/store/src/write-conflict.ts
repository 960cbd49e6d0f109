import { OptimisticLockError, UniqueConstraintViolationException } from "@mikro-orm/core";
import { HubError } from "@tieout/domain";

/** What a unique index guards, in words for the person who met it. */
const TAKEN: Readonly<Record<string, readonly [string, string]>> = {
  site_by_client: ["This client already has a site of that name. Choose another name.", "name"],
  staff_member_by_email: ["Another staff member has this e-mail address.", "email"],
  billable_category_by_code: ["Another billable category has this code. Choose another one.", "code"],
  billable_type_by_code: ["Another billable type has this code. Choose another one.", "code"],
  invoice_by_number: ["Another invoice has this number. Choose another one.", "number"],
};

/**
 * The refusal behind a write that lost against another one: `STALE_VERSION` when the record moved since it was read,
 * `CONFLICT` when a name, code or number is taken. Any other error comes back as it is.
 */
export function writeConflict(error: unknown): unknown {
  if (error instanceof OptimisticLockError) return staleVersion();
  if (error instanceof UniqueConstraintViolationException) {
    const name = Object.keys(TAKEN).find((index) => error.message.includes(index));
    const [message, field] = (name === undefined ? undefined : TAKEN[name]) ?? [];
    if (message !== undefined && field !== undefined) return new HubError("CONFLICT", message, [field]);
  }
  return error;
}

export function staleVersion(): HubError {
  return new HubError("STALE_VERSION", "Somebody else changed this record in the meantime. Load it again, then repeat your change.", ["version"]);
}
