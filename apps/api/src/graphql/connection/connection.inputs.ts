import { Field, ID, InputType, Int } from "type-graphql";
import { DateScalar } from "../shared/scalars.js";

@InputType("ConnectQuickBooksInput")
export class ConnectQuickBooksInput {
  @Field(() => String, { defaultValue: "/settings/quickbooks", description: "Where in this application to return to; a path." })
  returnPath: string;
}

@InputType("ConfirmCompanyInput")
export class ConfirmCompanyInput {
  @Field(() => Boolean, { description: "False ends the connection again; nothing was written." })
  isRight: boolean;
}

@InputType("SwitchInput")
export class SwitchInput {
  @Field(() => String)
  key: string;
  @Field(() => Boolean)
  isOn: boolean;
}

@InputType("SaveConnectionSettingsInput")
export class SaveConnectionSettingsInput {
  @Field(() => [SwitchInput])
  switches: SwitchInput[];
  @Field(() => DateScalar, { nullable: true, description: "Documents dated before it are not sent by themselves; null lifts the limit." })
  startDate?: string | null;
  @Field(() => Int, { nullable: true, description: "15 to 1440 minutes." })
  intervalMinutes?: number;
  @Field(() => ID, { nullable: true, description: "The sales tax of taxable work; null for the company's own." })
  salesTaxCodeId?: string | null;
}

@InputType("PauseConnectionInput")
export class PauseConnectionInput {
  @Field(() => String, { nullable: true })
  reason?: string | null;
}

@InputType("DisconnectQuickBooksInput")
export class DisconnectQuickBooksInput {
  @Field(() => String, { description: "The company's name, typed by the person." })
  confirmCompanyName: string;
}

@InputType("SetDefaultItemInput")
export class SetDefaultItemInput {
  @Field(() => ID, { nullable: true, description: "Null switches the default item off." })
  itemId?: string | null;
}
