import { HubError } from "@tieout/domain";
import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { createFirmWithAdmin } from "../../auth/first-firm.js";
import { hasAnyUser } from "../../auth/members.js";
import { version } from "../../version.js";
import { Access } from "../shared/access.js";
import type { Context } from "../shared/context.js";
import { answer } from "../shared/user-error.js";
import { CompleteSetupInput, CompleteSetupPayload, SetupStateType } from "./setup.type.js";

@Resolver()
export class SetupResolver {
  @Access("public")
  @Query(() => SetupStateType)
  async setupState(@Ctx() { app }: Context): Promise<SetupStateType> {
    const { environment, isDemo } = app.config;
    return { needsFirstAdmin: !(await hasAnyUser(app.auth)), environment, isDemo, version };
  }

  @Access("public")
  @Mutation(() => CompleteSetupPayload, { description: "Public, once: makes the firm and its first admin, with the one-time code printed to the server's log. Sign in afterwards." })
  completeSetup(@Arg("input", () => CompleteSetupInput) { code, ...firm }: CompleteSetupInput, @Ctx() { app }: Context): Promise<CompleteSetupPayload> {
    return answer<CompleteSetupPayload>(
      async () => {
        if (await hasAnyUser(app.auth)) throw new HubError("CONFLICT", "Tieout is already set up. Sign in, or ask an administrator for an invitation.");
        if (!app.setupCode.matches(code)) throw new HubError("NOT_ALLOWED", "This is not the code in the server's log. It is new with every start of the server.", ["input", "code"]);
        await createFirmWithAdmin(app, firm);
        return { isDone: true };
      },
      { isDone: false },
    );
  }
}
