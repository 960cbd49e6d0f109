import { formsOf } from "./secret-forms.js";
import type { Invariant, Violation } from "./violation.js";

/** INV-7: no token, key or realm id stands in a log or in the database in the clear, nor does anything of the books stand in a log; not in Base64 and not as part of an address either. */
export const noLeak: Invariant = ({ hub, logs, secrets, confidential }) => {
  const log = logs.join("\n");
  return [
    ...secrets.flatMap((secret, index) => [...leak(log, secret, "a log", `secret ${index + 1}`), ...leak(hub.dump, secret, "the database", `secret ${index + 1}`)]),
    ...confidential.flatMap((text, index) => leak(log, text, "a log", `text ${index + 1} of the books`)),
  ];
};

/** The violation names the secret by its place in the list: a report must not leak it either. */
function leak(where: string, secret: string, place: string, name: string): Violation[] {
  const isThere = formsOf(secret).some((form) => where.includes(form));
  return isThere ? [{ invariant: "INV-7", what: `A secret stands in ${place}.`, documents: [name] }] : [];
}
