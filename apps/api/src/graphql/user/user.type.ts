import { Field, ID, InputType } from "type-graphql";
import { RoleEnum } from "../shared/enums.js";
import { GlobalId } from "../shared/global-id.js";
import { DateTimeScalar } from "../shared/scalars.js";
import { NodeType } from "../shared/types.js";
import { Payload } from "../shared/user-error.js";
import { View } from "../shared/view.js";
import type { Role } from "@tieout/domain";

@View("User", { implements: NodeType })
export class UserType {
  @GlobalId()
  id: string;
  @Field(() => String)
  name: string;
  @Field(() => String)
  email: string;
  @Field(() => RoleEnum)
  role: string;
  @Field(() => Boolean)
  hasTwoFactor: boolean;
  @Field(() => DateTimeScalar)
  joinedAt: Date;
}

@View("Invitation", { implements: NodeType })
export class InvitationType {
  @GlobalId()
  id: string;
  @Field(() => String)
  email: string;
  @Field(() => RoleEnum)
  role: string;
  @Field(() => String)
  invitedBy: string;
  @Field(() => DateTimeScalar)
  expiresAt: Date;
}

@View("InvitationPreview")
export class InvitationPreviewType {
  @Field(() => String)
  firmName: string;
  @Field(() => String)
  email: string;
  @Field(() => RoleEnum)
  role: string;
}

@InputType("InviteUserInput")
export class InviteUserInput {
  @Field(() => String)
  email: string;
  @Field(() => RoleEnum)
  role: Role;
}

@View("InviteUserPayload")
export class InviteUserPayload extends Payload {
  @Field(() => InvitationType, { nullable: true })
  invitation?: object | null;
  @Field(() => String, { nullable: true, description: "Shown once: give it to the person." })
  url?: string | null;
}

@InputType("RevokeInvitationInput")
export class RevokeInvitationInput {
  @Field(() => ID)
  invitationId: string;
}

@InputType("ChangeUserRoleInput")
export class ChangeUserRoleInput {
  @Field(() => ID)
  userId: string;
  @Field(() => RoleEnum)
  role: Role;
}

@InputType("RemoveUserInput")
export class RemoveUserInput {
  @Field(() => ID)
  userId: string;
}

@View("UsersPayload")
export class UsersPayload extends Payload {
  @Field(() => [UserType], { nullable: true })
  users?: object[] | null;
  @Field(() => [InvitationType], { nullable: true })
  invitations?: object[] | null;
}

@InputType("AcceptInvitationInput")
export class AcceptInvitationInput {
  @Field(() => String)
  token: string;
  @Field(() => String)
  name: string;
  @Field(() => String)
  password: string;
}

@View("AcceptInvitationPayload")
export class AcceptInvitationPayload extends Payload {
  @Field(() => Boolean)
  isDone: boolean;
}
