import { newId } from "@tieout/domain";
import { insertFirm, type Store } from "@tieout/store";
import { z } from "zod";
import type { Auth } from "./auth.js";
import { createOrganization, createPerson, deleteOrganization } from "./members.js";

const Input = z.object({
  firmName: z.string().trim().min(1, "Give the firm's name.").max(200),
  timeZone: z.string().refine(isTimeZone, "Choose a time zone by its IANA name, for example America/New_York."),
  homeCurrency: z.string().regex(/^[A-Z]{3}$/, "Give a currency by its three letters, for example USD.").default("USD"),
  name: z.string().trim().min(1, "Give your name.").max(200),
  email: z.email("This is not an e-mail address."),
  password: z.string(),
});

export type NewFirmInput = z.input<typeof Input>;

/**
 * Makes a firm and its first administrator.
 * @throws HubError `INVALID` or `CONFLICT`, ZodError for what is missing.
 */
export async function createFirmWithAdmin({ store, auth }: { store: Store; auth: Auth }, input: NewFirmInput): Promise<{ firmId: string; userId: string }> {
  const { firmName, timeZone, homeCurrency, ...person } = Input.parse(input);
  const firmId = newId();
  await createOrganization(auth, { id: firmId, name: firmName });
  try {
    const userId = await createPerson(auth, { ...person, firmId, role: "admin" });
    await store.withFirm(firmId, (session) => insertFirm(session, { name: firmName, timeZone, homeCurrency }));
    return { firmId, userId };
  } catch (error) {
    await deleteOrganization(auth, firmId);
    throw error;
  }
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}
