import { dayIn } from "@tieout/domain";
import { updateFirm } from "@tieout/practice";
import { readFirm, type FirmView } from "@tieout/store";
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Access, admins, everybody } from "../shared/access.js";
import type { Context } from "../shared/context.js";
import { DateScalar } from "../shared/scalars.js";
import { answer } from "../shared/user-error.js";
import { FirmPayload, FirmType, UpdateFirmInput } from "./firm.type.js";

@Resolver(() => FirmType)
export class FirmResolver {
  @Access({ roles: everybody, scopes: ["FIRM_READ"] })
  @Query(() => FirmType)
  firm(@Ctx() { read }: Context) {
    return read(readFirm);
  }

  @Access({ roles: admins, scopes: ["FIRM_WRITE"] })
  @Mutation(() => FirmPayload)
  updateFirm(@Arg("input", () => UpdateFirmInput) { expectedVersion, ...changes }: UpdateFirmInput, @Ctx() { practice, read }: Context): Promise<FirmPayload> {
    return answer<FirmPayload>(async () => {
      await updateFirm(practice, { version: expectedVersion, ...changes });
      return { firm: await read(readFirm) };
    }, {});
  }

  @FieldResolver(() => DateScalar, { description: "The day it is for the firm." })
  today(@Root() firm: FirmView, @Ctx() { app }: Context): string {
    return dayIn(firm.timeZone, app.clock.now());
  }
}
