import { createHash, randomBytes } from "node:crypto";
import { HubError, newId, type Role } from "@tieout/domain";
import { z } from "zod";
import type { Auth } from "./auth.js";
import { createPerson, listMembers } from "./members.js";

const days = 7;
const pending = "pending";

interface InvitationRow {
  id: string;
  organizationId: string;
  email: string;
  role: Role;
  status: string;
  expiresAt: Date;
  inviterId: string;
  tokenHash: string;
}

export interface OpenInvitation {
  id: string;
  email: string;
  role: Role;
  invitedBy: string;
  expiresAt: Date;
}

/**
 * Invites somebody into the firm. The link is shown once and works for seven days; only the token's hash is kept.
 * @throws HubError `INVALID` for an address that is none, `CONFLICT` for somebody who is in already.
 */
export async function invite(auth: Auth, { firmId, inviterId, email: given, role }: { firmId: string; inviterId: string; email: string; role: Role }): Promise<{ invitation: OpenInvitation; token: string }> {
  const email = given.trim().toLowerCase();
  if (!z.email().safeParse(email).success) throw new HubError("INVALID", `"${given.slice(0, 100)}" is not an e-mail address.`, ["input", "email"]);
  const members = await listMembers(auth, firmId);
  if (members.some((member) => member.email === email)) throw new HubError("CONFLICT", `${email} belongs to the firm already.`, ["input", "email"]);
  const { adapter } = await auth.$context;
  await adapter.deleteMany({ model: "invitation", where: [{ field: "organizationId", value: firmId }, { field: "email", value: email }, { field: "status", value: pending }] });
  const token = randomBytes(32).toString("base64url");
  const row: InvitationRow = { id: newId(), organizationId: firmId, email, role, status: pending, expiresAt: new Date(Date.now() + days * 86_400_000), inviterId, tokenHash: hash(token) };
  await adapter.create({ model: "invitation", data: { ...row, createdAt: new Date() }, forceAllowId: true });
  return { invitation: { ...row, invitedBy: members.find((member) => member.userId === inviterId)?.name ?? "" }, token };
}

/** Invitations of the firm that can still be taken up. */
export async function listInvitations(auth: Auth, firmId: string): Promise<OpenInvitation[]> {
  const { adapter } = await auth.$context;
  const rows = await adapter.findMany<InvitationRow>({ model: "invitation", where: [{ field: "organizationId", value: firmId }, { field: "status", value: pending }], limit: 1000 });
  const names = new Map((await listMembers(auth, firmId)).map((member) => [member.userId, member.name]));
  return rows.filter((row) => row.expiresAt > new Date()).map((row) => ({ ...row, invitedBy: names.get(row.inviterId) ?? "" }));
}

/** Takes an invitation back; its link is dead at once. */
export async function revokeInvitation(auth: Auth, firmId: string, id: string): Promise<void> {
  const { adapter } = await auth.$context;
  await adapter.deleteMany({ model: "invitation", where: [{ field: "organizationId", value: firmId }, { field: "id", value: id }] });
}

/** What a link leads to; null when it is used, taken back or expired. */
export async function findInvitation(auth: Auth, token: string): Promise<InvitationRow | null> {
  const { adapter } = await auth.$context;
  const row = await adapter.findOne<InvitationRow>({ model: "invitation", where: [{ field: "tokenHash", value: hash(token) }] });
  return row && row.status === pending && row.expiresAt > new Date() ? row : null;
}

/** Makes the account a link was sent for. @throws HubError `NOT_FOUND` for a dead link, and what `createPerson` throws. */
export async function acceptInvitation(auth: Auth, { token, name, password }: { token: string; name: string; password: string }): Promise<void> {
  const invitation = await findInvitation(auth, token);
  if (!invitation) throw new HubError("NOT_FOUND", "This invitation was used, taken back, or is older than seven days. Ask for a new one.", ["input", "token"]);
  if (name.trim() === "") throw new HubError("INVALID", "Give your name.", ["input", "name"]);
  await createPerson(auth, { firmId: invitation.organizationId, name, email: invitation.email, password, role: invitation.role });
  const { adapter } = await auth.$context;
  await adapter.update({ model: "invitation", where: [{ field: "id", value: invitation.id }], update: { status: "accepted" } });
}

function hash(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
