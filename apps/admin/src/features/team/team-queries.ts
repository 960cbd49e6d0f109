import { graphql, type ResultOf } from "../../lib/graphql.js";

export const teamQuery = graphql(`
  query Team {
    users { id name email role hasTwoFactor joinedAt }
    invitations { id email role invitedBy expiresAt }
  }
`);
export type Person = ResultOf<typeof teamQuery>["users"][number];
export type Invited = ResultOf<typeof teamQuery>["invitations"][number];

export const inviteUserMutation = graphql(`mutation InviteUser($input: InviteUserInput!) { inviteUser(input: $input) { invitation { id } url userErrors { code field message } } }`);
export const revokeInvitationMutation = graphql(`mutation RevokeInvitation($input: RevokeInvitationInput!) { revokeInvitation(input: $input) { invitations { id } userErrors { code field message } } }`);
export const changeUserRoleMutation = graphql(`mutation ChangeUserRole($input: ChangeUserRoleInput!) { changeUserRole(input: $input) { users { id role } userErrors { code field message } } }`);
export const removeUserMutation = graphql(`mutation RemoveUser($input: RemoveUserInput!) { removeUser(input: $input) { users { id } userErrors { code field message } } }`);
export const invitationQuery = graphql(`query Invitation($token: String!) { invitation(token: $token) { firmName email role } }`);
export const acceptInvitationMutation = graphql(`mutation AcceptInvitation($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { isDone userErrors { code field message } } }`);
