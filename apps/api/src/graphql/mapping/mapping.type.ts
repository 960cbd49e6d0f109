import { Field, Float, ID, Int } from "type-graphql";
import { LedgerItemType } from "../ledger/ledger.type.js";
import { enumType } from "../shared/enums.js";
import { GlobalId } from "../shared/global-id.js";
import { DateTimeScalar } from "../shared/scalars.js";
import { MoneyType } from "../shared/types.js";
import { Payload } from "../shared/user-error.js";
import { View } from "../shared/view.js";

export const MappingSourceKindEnum = enumType("MappingSourceKind", ["billable-category", "billable-type"]);
export const MappingStatusEnum = enumType("MappingStatus", ["unmapped", "mapped", "default-item", "target-renamed", "target-inactive", "target-deleted"]);
export const MappingOriginEnum = enumType("MappingOrigin", ["user", "exact", "likely", "imported-file"]);
const SuggestionReasonEnum = enumType("SuggestionReason", ["same-code", "same-name", "same-sku", "similar-name", "used-by-similar-category"]);
const SuggestionBandEnum = enumType("SuggestionBand", ["exact", "likely", "unsure"], "How sure a proposal is, by its score.");

@View("Mapping", { description: "The service a category or type is sold as." })
export class MappingType {
  @GlobalId()
  id: string;
  @Field(() => LedgerItemType)
  item: object;
  @Field(() => String, { description: "The service's name when it was chosen; differs from item.fullName when it was renamed in QuickBooks since." })
  chosenName: string;
  @Field(() => MappingStatusEnum)
  status: string;
  @Field(() => MappingOriginEnum)
  origin: string;
  @Field(() => String)
  confirmedBy: string;
  @Field(() => DateTimeScalar)
  confirmedAt: string;
  @Field(() => Int)
  version: number;
}

@View("MappingRow")
export class MappingRowType {
  @Field(() => ID, { description: "The billable category or type; send it as sourceId." })
  id: string;
  @Field(() => String)
  code: string;
  @Field(() => String)
  name: string;
  @Field(() => Boolean)
  isActive: boolean;
  @Field(() => MappingStatusEnum)
  status: string;
  @Field(() => MappingType, { nullable: true })
  mapping: MappingType | null;
  @Field(() => Int, { description: "Final invoices that have a line of it and are not sent." })
  waitingInvoices: number;
  @Field(() => MoneyType)
  waitingAmount: MoneyType;
}

@View("MappingCounts")
export class MappingCountsType {
  @Field(() => Int)
  total: number;
  @Field(() => Int)
  mapped: number;
  @Field(() => Int)
  unmapped: number;
  @Field(() => Int)
  defaultItem: number;
  @Field(() => Int)
  needsAttention: number;
}

@View("MappingSheet", { description: "The whole mapping page: rows, services and counts. Not paged: 10,000 rows are searched in the browser." })
export class MappingSheetType {
  @Field(() => MappingSourceKindEnum)
  sourceKind: string;
  @Field(() => [MappingRowType])
  rows: MappingRowType[];
  @Field(() => [LedgerItemType])
  items: object[];
  @Field(() => LedgerItemType, { nullable: true })
  defaultItem: object | null;
  @Field(() => MappingCountsType)
  counts: MappingCountsType;
  @Field(() => DateTimeScalar, { nullable: true, description: "When the services were last read from QuickBooks." })
  readAt: string | null;
}

@View("MappingSuggestion")
export class MappingSuggestionType {
  @Field(() => LedgerItemType)
  item: object;
  @Field(() => Float)
  score: number;
  @Field(() => SuggestionBandEnum)
  band: string;
  @Field(() => SuggestionReasonEnum)
  reason: string;
  @Field(() => Boolean, { description: "Another service fits equally well, two of one name for instance: a person chooses, so the band is unsure whatever the score." })
  isTied: boolean;
}

@View("MappingProposal")
export class MappingProposalType {
  @Field(() => ID)
  sourceId: string;
  @Field(() => [MappingSuggestionType])
  suggestions: MappingSuggestionType[];
}

@View("MapCategoryPayload")
export class MapCategoryPayload extends Payload {
  @Field(() => MappingRowType, { nullable: true })
  row?: MappingRowType | null;
  @Field(() => Int, { description: "Records that waited for this mapping and that nothing holds any more." })
  releasedInvoices: number;
}

@View("MapCategoriesPayload")
export class MapCategoriesPayload extends Payload {
  @Field(() => [MappingRowType])
  rows: MappingRowType[];
  @Field(() => Int)
  releasedInvoices: number;
}

@View("AutofillMappingsPayload")
export class AutofillMappingsPayload extends Payload {
  @Field(() => [MappingProposalType])
  proposals: MappingProposalType[];
  @Field(() => Int, { description: "Rows without any proposal." })
  unmatched: number;
}
