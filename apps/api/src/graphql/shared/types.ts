import { View } from "./view.js";
import type { Money } from "@tieout/domain";
import { Field, ID, InputType, InterfaceType } from "type-graphql";
import { DecimalScalar } from "./scalars.js";

/** A row that `node` found knows its type. */
interface TypedRow {
  __typename?: string;
}

@InterfaceType("Node", { resolveType: (row: TypedRow) => row.__typename })
export abstract class NodeType {
  @Field(() => ID)
  id: string;
}

@View("Money")
export class MoneyType implements Money {
  @Field(() => DecimalScalar)
  amount: string;
  @Field(() => String)
  currency: string;
}

/** A pair of columns as money; null when there is no amount. */
export function money(amount: string | null | undefined, currency: string): Money | null {
  return amount === null || amount === undefined ? null : { amount, currency };
}

@View("Address")
export class AddressType {
  @Field(() => String, { nullable: true })
  line1: string | null;
  @Field(() => String, { nullable: true })
  line2: string | null;
  @Field(() => String, { nullable: true })
  city: string | null;
  @Field(() => String, { nullable: true })
  state: string | null;
  @Field(() => String, { nullable: true })
  postalCode: string | null;
  @Field(() => String, { nullable: true })
  country: string | null;
}

@InputType("AddressInput")
export class AddressInput {
  @Field(() => String, { nullable: true })
  line1?: string | null;
  @Field(() => String, { nullable: true })
  line2?: string | null;
  @Field(() => String, { nullable: true })
  city?: string | null;
  @Field(() => String, { nullable: true })
  state?: string | null;
  @Field(() => String, { nullable: true })
  postalCode?: string | null;
  @Field(() => String, { nullable: true })
  country?: string | null;
}

/** The address columns of a row as one value. */
export function addressOf(row: { addressLine1: string | null; addressLine2: string | null; city: string | null; state: string | null; postalCode: string | null; country: string | null }): AddressType {
  return { line1: row.addressLine1, line2: row.addressLine2, city: row.city, state: row.state, postalCode: row.postalCode, country: row.country };
}

/** An address input as the columns operations take; fields left out stay as they are. */
export function addressColumns(address: AddressInput | null | undefined) {
  if (!address) return {};
  const { line1: addressLine1, line2: addressLine2, city, state, postalCode, country } = address;
  return { addressLine1, addressLine2, city, state, postalCode, country };
}
