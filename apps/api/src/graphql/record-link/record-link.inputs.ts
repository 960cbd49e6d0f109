import { Field, ID, InputType } from "type-graphql";

@InputType("LinkRecordInput")
export class LinkRecordInput {
  @Field(() => ID, { description: "A client or an invoice." })
  recordId: string;
  @Field(() => String, { description: "The id in QuickBooks of the customer or invoice that it is." })
  ledgerId: string;
}

@InputType("RemoveLinkInput")
export class RemoveLinkInput {
  @Field(() => ID, { description: "A client or an invoice." })
  recordId: string;
}

@InputType("MarkHandledInput")
export class MarkHandledInput {
  @Field(() => ID, { description: "A final invoice that was not sent." })
  invoiceId: string;
  @Field(() => String, { description: "Why, in up to 500 characters. Shown wherever the invoice is." })
  reason: string;
}
