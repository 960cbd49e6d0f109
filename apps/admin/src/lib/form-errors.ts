/** A refusal of the API: which input it is about and what to do. */
export interface ApiUserError {
  readonly code: string;
  readonly field: readonly string[];
  readonly message: string;
}

/**
 * Sorts refusals to the form's fields by the last part of their path; what belongs to no field is the form's own message.
 * @returns `fields` for form.setErrors, `rest` for a banner (null when every refusal found its field).
 */
export function splitErrors(errors: readonly ApiUserError[], names: readonly string[]): { fields: Record<string, string>; rest: string | null } {
  const fields: Record<string, string> = {};
  const rest: string[] = [];
  for (const { field, message } of errors) {
    const name = field.findLast((part) => names.includes(part));
    if (name) fields[name] = message;
    else rest.push(message);
  }
  return { fields, rest: rest.length > 0 ? rest.join(" ") : null };
}
