import { readFirm } from "@tieout/store";
import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { acceptInvitation, findInvitation, invite, listInvitations, revokeInvitation } from "../../auth/invitations.js";
import { changeRole, listMembers, removePerson } from "../../auth/members.js";
import { Access, admins } from "../shared/access.js";
import type { Context } from "../shared/context.js";
import { keyOf } from "../shared/global-id.js";
import { answer } from "../shared/user-error.js";
import {
  AcceptInvitationInput, AcceptInvitationPayload, ChangeUserRoleInput, InvitationPreviewType, InvitationType, InviteUserInput, InviteUserPayload, RemoveUserInput, RevokeInvitationInput, UsersPayload, UserType,
} from "./user.type.js";

@Resolver(() => UserType)
export class UserResolver {
  @Access({ roles: admins, scopes: ["USERS_ADMIN"] })
  @Query(() => [UserType])
  users(@Ctx() context: Context) {
    return usersOf(context);
  }

  @Access({ roles: admins, scopes: ["USERS_ADMIN"] })
  @Query(() => [InvitationType])
  invitations(@Ctx() { app, signedIn }: Context) {
    return listInvitations(app.auth, signedIn.firmId);
  }

  @Access("public")
  @Query(() => InvitationPreviewType, { nullable: true, description: "Public: what an invitation link leads to; null when it is used or expired." })
  async invitation(@Arg("token", () => String) token: string, @Ctx() { app }: Context): Promise<InvitationPreviewType | null> {
    const found = await findInvitation(app.auth, token);
    if (!found) return null;
    const { name } = await app.store.withFirm(found.organizationId, readFirm);
    return { firmName: name, email: found.email, role: found.role };
  }

  @Access({ roles: admins, scopes: [] })
  @Mutation(() => InviteUserPayload)
  inviteUser(@Arg("input", () => InviteUserInput) { email, role }: InviteUserInput, @Ctx() { app, person }: Context): Promise<InviteUserPayload> {
    return answer<InviteUserPayload>(async () => {
      const { invitation, token } = await invite(app.auth, { firmId: person.firmId, inviterId: person.id, email, role });
      return { invitation, url: `${app.config.publicUrl}/invitation/${token}` };
    }, {});
  }

  @Access({ roles: admins, scopes: [] })
  @Mutation(() => UsersPayload)
  revokeInvitation(@Arg("input", () => RevokeInvitationInput) { invitationId }: RevokeInvitationInput, @Ctx() context: Context): Promise<UsersPayload> {
    return change(context, ({ app, person }) => revokeInvitation(app.auth, person.firmId, keyOf("Invitation", invitationId, ["input", "invitationId"])));
  }

  @Access({ roles: admins, scopes: [] })
  @Mutation(() => UsersPayload)
  changeUserRole(@Arg("input", () => ChangeUserRoleInput) { userId, role }: ChangeUserRoleInput, @Ctx() context: Context): Promise<UsersPayload> {
    return change(context, ({ app, person }) => changeRole(app.auth, person.firmId, keyOf("User", userId, ["input", "userId"]), role));
  }

  @Access({ roles: admins, scopes: [] })
  @Mutation(() => UsersPayload, { description: "Takes a person out of the firm and ends their sessions at once." })
  removeUser(@Arg("input", () => RemoveUserInput) { userId }: RemoveUserInput, @Ctx() context: Context): Promise<UsersPayload> {
    return change(context, ({ app, person }) => removePerson(app.auth, person.firmId, keyOf("User", userId, ["input", "userId"])));
  }

  @Access("public")
  @Mutation(() => AcceptInvitationPayload, { description: "Public, with the token of an invitation link. Sign in afterwards." })
  acceptInvitation(@Arg("input", () => AcceptInvitationInput) input: AcceptInvitationInput, @Ctx() { app }: Context): Promise<AcceptInvitationPayload> {
    return answer<AcceptInvitationPayload>(async () => {
      await acceptInvitation(app.auth, input);
      return { isDone: true };
    }, { isDone: false });
  }
}

async function usersOf({ app, signedIn }: Context) {
  return (await listMembers(app.auth, signedIn.firmId)).map(({ userId, ...member }) => ({ id: userId, ...member }));
}

function change(context: Context, work: (context: Context) => Promise<void>): Promise<UsersPayload> {
  return answer<UsersPayload>(async () => {
    await work(context);
    return { users: await usersOf(context), invitations: await listInvitations(context.app.auth, context.person.firmId) };
  }, {});
}
