import type { FirmSession } from "../orm.js";
import { Conditions, countList, readPage, type ListSource, type PageRequest, type Slice } from "./list-sql.js";
import { thisFirm } from "./this-firm.js";

/** A billable category as lists show it. */
export interface BillableCategoryView {
  id: string;
  code: string;
  name: string;
  rate: string | null;
  currency: string;
  isTaxable: boolean;
  isActive: boolean;
  version: number;
}

/** A billable type as lists show it. */
export interface BillableTypeView {
  id: string;
  categoryId: string;
  code: string;
  name: string;
  rate: string | null;
  currency: string;
  isBillable: boolean;
  isActive: boolean;
  version: number;
}

export interface BillableListFilter {
  search?: string | null;
  isActive?: boolean | null;
  /** Types only. */
  categoryId?: string | null;
}

const shared = `billable.id, billable.code, billable.name, billable.rate::text as rate, firm.home_currency as currency, billable.is_active as "isActive", billable.version`;
const category = { columns: `${shared}, billable.is_taxable as "isTaxable"`, from: "hub.billable_category as billable join hub.firm as firm on firm.id = billable.firm_id" };
const type = { columns: `${shared}, billable.category_id as "categoryId", billable.is_billable as "isBillable"`, from: "hub.billable_type as billable join hub.firm as firm on firm.id = billable.firm_id" };

function source(table: typeof category, { search, isActive, categoryId }: BillableListFilter): ListSource {
  const conditions = new Conditions("billable").matches(["billable.code", "billable.name"], search).add("billable.is_active = $$", isActive).add("billable.category_id = $$", categoryId);
  return { ...table, conditions, sort: { by: "billable.code", type: "text", id: "billable.id", direction: "asc" } };
}

export function listBillableCategories(session: FirmSession, filter: BillableListFilter, page: PageRequest): Promise<Slice<BillableCategoryView>> {
  return readPage<BillableCategoryView>(session, source(category, filter), page);
}

export function countBillableCategories(session: FirmSession, filter: BillableListFilter): Promise<number> {
  return countList(session, source(category, filter));
}

export function billableCategoriesByIds({ query }: FirmSession, ids: readonly string[]): Promise<BillableCategoryView[]> {
  return query<BillableCategoryView>(`select ${category.columns} from ${category.from} where billable.firm_id = ${thisFirm} and billable.id = any($1::uuid[])`, [ids]);
}

export function listBillableTypes(session: FirmSession, filter: BillableListFilter, page: PageRequest): Promise<Slice<BillableTypeView>> {
  return readPage<BillableTypeView>(session, source(type, filter), page);
}

export function countBillableTypes(session: FirmSession, filter: BillableListFilter): Promise<number> {
  return countList(session, source(type, filter));
}

export function billableTypesByIds({ query }: FirmSession, ids: readonly string[]): Promise<BillableTypeView[]> {
  return query<BillableTypeView>(`select ${type.columns} from ${type.from} where billable.firm_id = ${thisFirm} and billable.id = any($1::uuid[])`, [ids]);
}

/** Types of these categories, by code. */
export function typesOfCategories({ query }: FirmSession, categoryIds: readonly string[]): Promise<BillableTypeView[]> {
  return query<BillableTypeView>(`select ${type.columns} from ${type.from} where billable.firm_id = ${thisFirm} and billable.category_id = any($1::uuid[]) order by billable.code, billable.id`, [categoryIds]);
}
