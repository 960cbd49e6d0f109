import { readFirm, staffOfUser } from "@tieout/store";
import { Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { PersonCaller } from "../../auth/caller.js";
import { FirmType } from "../firm/firm.type.js";
import { Access, fieldsOpenTo } from "../shared/access.js";
import type { Context } from "../shared/context.js";
import { StaffMemberType } from "../staff-member/staff-member.type.js";
import { ViewerType } from "./viewer.type.js";

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Access("public")
  @Query(() => ViewerType, { nullable: true, description: "Null when nobody is signed in." })
  viewer(@Ctx() { caller }: Context) {
    return caller?.kind === "person" ? caller : null;
  }

  @FieldResolver(() => FirmType)
  firm(@Ctx() { read }: Context) {
    return read(readFirm);
  }

  @FieldResolver(() => StaffMemberType, { nullable: true, description: "The staff member this person is, when there is one with their address." })
  staffMember(@Root() { id, email }: PersonCaller, @Ctx() { read }: Context) {
    return read((session) => staffOfUser(session, id, email));
  }

  @FieldResolver(() => [String], { description: "Root fields this person may call, so that a page can explain a missing right before it is asked for." })
  may(@Root() { role }: PersonCaller, @Ctx() { app }: Context): string[] {
    return fieldsOpenTo(app.schema, role);
  }
}
