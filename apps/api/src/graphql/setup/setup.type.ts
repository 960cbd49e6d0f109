import { Field, InputType } from "type-graphql";
import { LedgerEnvironmentEnum } from "../shared/enums.js";
import { Payload } from "../shared/user-error.js";
import { View } from "../shared/view.js";

@View("SetupState", { description: "What the sign-in page must know before anyone is signed in." })
export class SetupStateType {
  @Field(() => Boolean, { description: "True until the first admin exists: show the first-run page, which asks for the one-time code in the server's log." })
  needsFirstAdmin: boolean;
  @Field(() => LedgerEnvironmentEnum)
  environment: string;
  @Field(() => Boolean, { description: "A practice company: nothing reaches QuickBooks." })
  isDemo: boolean;
  @Field(() => String)
  version: string;
}

@InputType("CompleteSetupInput")
export class CompleteSetupInput {
  @Field(() => String)
  code: string;
  @Field(() => String)
  firmName: string;
  @Field(() => String)
  timeZone: string;
  @Field(() => String, { defaultValue: "USD" })
  homeCurrency: string;
  @Field(() => String)
  name: string;
  @Field(() => String)
  email: string;
  @Field(() => String)
  password: string;
}

@View("CompleteSetupPayload")
export class CompleteSetupPayload extends Payload {
  @Field(() => Boolean)
  isDone: boolean;
}
