import { View } from "../shared/view.js";
import { Field, ID, InterfaceType } from "type-graphql";
import { enumType, SyncStateEnum } from "../shared/enums.js";
import { DateTimeScalar } from "../shared/scalars.js";

const LinkOriginEnum = enumType("LinkOrigin", ["created-by-hub", "imported", "matched-by-rule", "linked-by-user"]);

@View("LedgerLink", { description: "This record is that record of QuickBooks." })
export class LedgerLinkType {
  @Field(() => String)
  ledgerKind: string;
  @Field(() => String)
  ledgerId: string;
  @Field(() => String, { nullable: true, description: "The name it has in QuickBooks, when it was read." })
  name: string | null;
  @Field(() => LinkOriginEnum)
  origin: string;
  @Field(() => String)
  linkedBy: string;
  @Field(() => DateTimeScalar)
  linkedAt: string;
  @Field(() => DateTimeScalar, { nullable: true })
  lastSentAt: string | null;
  @Field(() => DateTimeScalar, { nullable: true })
  lastSeenAt: string | null;
  @Field(() => Boolean, { nullable: true, description: "False when the record was made inactive in QuickBooks." })
  isActive: boolean | null;
}

@InterfaceType("SyncRecord", { description: "A record that goes to QuickBooks, or came from there.", resolveType: (row: { __typename?: string }) => row.__typename })
export abstract class SyncRecordType {
  @Field(() => ID)
  id: string;
  @Field(() => String, { description: "How people name the record in lists." })
  label: string;
  @Field(() => SyncStateEnum)
  syncState: string;
  @Field(() => String, { nullable: true, description: "Why it is in this state, in words: what blocks it, what failed." })
  syncReason: string | null;
}
