import { HubError, type Role } from "@tieout/domain";
import type { Auth } from "./auth.js";
import { hashPassword } from "./password-hash.js";

export interface Member {
  userId: string;
  name: string;
  email: string;
  role: Role;
  hasTwoFactor: boolean;
  joinedAt: Date;
}

interface MemberRow {
  id: string;
  organizationId: string;
  userId: string;
  role: Role;
  createdAt: Date;
}

interface UserRow {
  id: string;
  name: string;
  email: string;
  twoFactorEnabled: boolean | null;
}

export interface NewPerson {
  firmId: string;
  name: string;
  email: string;
  password: string;
  role: Role;
}

/** True once anybody can sign in. */
export async function hasAnyUser(auth: Auth): Promise<boolean> {
  const { adapter } = await auth.$context;
  return (await adapter.count({ model: "user" })) > 0;
}

/** Makes the sign-in side of a firm; `id` is the firm's own. */
export async function createOrganization(auth: Auth, firm: { id: string; name: string }): Promise<void> {
  const { adapter } = await auth.$context;
  await adapter.create({ model: "organization", data: { id: firm.id, name: firm.name, slug: firm.id, createdAt: new Date() }, forceAllowId: true });
}

/** Undoes `createOrganization`; its members go with it. */
export async function deleteOrganization(auth: Auth, id: string): Promise<void> {
  const { adapter } = await auth.$context;
  await adapter.delete({ model: "organization", where: [{ field: "id", value: id }] });
}

/**
 * Makes an account with a password and its place in the firm.
 * @throws HubError `INVALID` for a short password, `CONFLICT` when the address has an account.
 */
export async function createPerson(auth: Auth, person: NewPerson): Promise<string> {
  const context = await auth.$context;
  const email = person.email.trim().toLowerCase();
  const { minPasswordLength, maxPasswordLength } = context.password.config;
  if (person.password.length < minPasswordLength || person.password.length > maxPasswordLength) {
    throw new HubError("INVALID", `A password has ${minPasswordLength} to ${maxPasswordLength} characters. Any characters will do; length is what counts.`, ["input", "password"]);
  }
  if (isEasilyGuessed(person.password, email)) throw new HubError("INVALID", "This password is easily guessed. Choose one without your name or address, and not one letter repeated.", ["input", "password"]);
  if (await context.internalAdapter.findUserByEmail(email)) throw new HubError("CONFLICT", `${email} already has an account.`, ["input", "email"]);

  const user = await context.internalAdapter.createUser({ email, name: person.name.trim(), emailVerified: true }, { method: "email-password" });
  await context.internalAdapter.linkAccount({ userId: user.id, accountId: user.id, providerId: "credential", password: await hashPassword(person.password) });
  await context.adapter.create({ model: "member", data: { organizationId: person.firmId, userId: user.id, role: person.role, createdAt: new Date() } });
  return user.id;
}

/** People of the firm, oldest first. */
export async function listMembers(auth: Auth, firmId: string): Promise<Member[]> {
  const { adapter } = await auth.$context;
  const members = await adapter.findMany<MemberRow>({ model: "member", where: [{ field: "organizationId", value: firmId }], sortBy: { field: "createdAt", direction: "asc" }, limit: 1000 });
  if (members.length === 0) return [];
  const users = await adapter.findMany<UserRow>({ model: "user", where: [{ field: "id", operator: "in", value: members.map((member) => member.userId) }], limit: 1000 });
  const byId = new Map(users.map((user) => [user.id, user]));
  return members.flatMap((member) => {
    const user = byId.get(member.userId);
    return user ? [{ userId: user.id, name: user.name, email: user.email, role: member.role, hasTwoFactor: user.twoFactorEnabled === true, joinedAt: member.createdAt }] : [];
  });
}

/** The role of a person in a firm, or null for a stranger to it. */
export async function roleIn(auth: Auth, firmId: string, userId: string): Promise<Role | null> {
  const { adapter } = await auth.$context;
  const member = await adapter.findOne<MemberRow>({
    model: "member",
    where: [
      { field: "organizationId", value: firmId },
      { field: "userId", value: userId },
    ],
  });
  return member?.role ?? null;
}

/** @throws HubError `CONFLICT` when it would leave the firm without an admin. */
export async function changeRole(auth: Auth, firmId: string, userId: string, role: Role): Promise<void> {
  await mustKeepAnAdmin(auth, firmId, userId, role);
  const { adapter } = await auth.$context;
  await adapter.update({ model: "member", where: membership(firmId, userId), update: { role } });
}

/** Takes a person out of the firm and ends their sessions at once. The account goes with its last firm. */
export async function removePerson(auth: Auth, firmId: string, userId: string): Promise<void> {
  await mustKeepAnAdmin(auth, firmId, userId, null);
  const { adapter, internalAdapter } = await auth.$context;
  await adapter.deleteMany({ model: "member", where: membership(firmId, userId) });
  await internalAdapter.deleteUserSessions(userId);
  if ((await adapter.count({ model: "member", where: [{ field: "userId", value: userId }] })) === 0) await internalAdapter.deleteUser(userId);
}

async function mustKeepAnAdmin(auth: Auth, firmId: string, userId: string, role: Role | null): Promise<void> {
  const members = await listMembers(auth, firmId);
  if (!members.some((member) => member.userId === userId)) throw new HubError("NOT_FOUND", "This person does not belong to the firm.", ["input", "userId"]);
  const admins = members.filter((member) => (member.userId === userId ? role === "admin" : member.role === "admin"));
  if (admins.length === 0) throw new HubError("CONFLICT", "A firm needs an administrator. Make somebody else one first.", ["input", "userId"]);
}

function membership(organizationId: string, userId: string) {
  return [
    { field: "organizationId", value: organizationId },
    { field: "userId", value: userId },
  ];
}

function isEasilyGuessed(password: string, email: string): boolean {
  const text = password.toLowerCase();
  const [mailbox] = email.split("@");
  const saysWho = mailbox !== undefined && mailbox.length >= 4 && text.includes(mailbox) && text.length < mailbox.length + 6;
  return saysWho || new Set(text).size < 4 || ["password12", "1234567890", "qwertyuiop"].some((common) => text.startsWith(common));
}

