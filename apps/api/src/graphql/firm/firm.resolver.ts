import { dayIn } from "@tieout/domain";
import { readFirm, type FirmView } from "@tieout/store";
import { Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { Access, everybody } from "../shared/access.js";
import type { Context } from "../shared/context.js";
import { DateScalar } from "../shared/scalars.js";
import { FirmType } from "./firm.type.js";

@Resolver(() => FirmType)
export class FirmResolver {
  @Access({ roles: everybody, scopes: ["FIRM_READ"] })
  @Query(() => FirmType)
  firm(@Ctx() { read }: Context) {
    return read(readFirm);
  }

  @FieldResolver(() => DateScalar, { description: "The day it is for the firm." })
  today(@Root() firm: FirmView, @Ctx() { app }: Context): string {
    return dayIn(firm.timeZone, app.clock.now());
  }
}
