import type { FirmSession } from "../orm.js";
import { Conditions, countList, readPage, type ListSource, type PageRequest, type Slice } from "./list-sql.js";
import { joinSync, presentConnection, syncColumns, type SyncColumns } from "./sync-sql.js";
import { thisFirm } from "./this-firm.js";

/** Somebody whose time is recorded, as lists and pages show them. */
export interface StaffMemberView extends SyncColumns {
  id: string;
  firstName: string;
  lastName: string;
  displayName: string;
  email: string;
  /** Per hour, in the firm's home currency. */
  rate: string | null;
  currency: string;
  userId: string | null;
  isActive: boolean;
  version: number;
}

export interface StaffMemberListFilter {
  search?: string | null;
  isActive?: boolean | null;
}

const columns = `
  staff.id, staff.first_name as "firstName", staff.last_name as "lastName", staff.display_name as "displayName", staff.email, staff.rate::text as rate,
  firm.home_currency as currency, staff.user_id as "userId", staff.is_active as "isActive", staff.version, ${syncColumns}`;
const from = `hub.staff_member as staff join hub.firm as firm on firm.id = staff.firm_id ${joinSync("staff-member", "staff.id")}`;

function source({ search, isActive }: StaffMemberListFilter): ListSource {
  const conditions = new Conditions("staff").matches(["staff.display_name", "staff.email"], search).add("staff.is_active = $$", isActive);
  return { from, columns, conditions, sort: { by: "staff.display_name", type: "text", id: "staff.id", direction: "asc" } };
}

export function listStaff(session: FirmSession, filter: StaffMemberListFilter, page: PageRequest): Promise<Slice<StaffMemberView>> {
  return readPage<StaffMemberView>(session, source(filter), page);
}

export function countStaff(session: FirmSession, filter: StaffMemberListFilter): Promise<number> {
  return countList(session, source(filter));
}

export function staffByIds({ query }: FirmSession, ids: readonly string[]): Promise<StaffMemberView[]> {
  return query<StaffMemberView>(`select ${columns} from ${from} where staff.firm_id = ${thisFirm} and staff.id = any($1::uuid[])`, [ids]);
}

/** The staff member a signed-in person is, by their account or their e-mail address. */
export async function staffOfUser({ query }: FirmSession, userId: string, email: string): Promise<StaffMemberView | null> {
  const rows = await query<StaffMemberView>(`select ${columns} from ${from} where staff.firm_id = ${thisFirm} and (staff.user_id = $1 or (staff.user_id is null and lower(staff.email) = lower($2))) order by staff.user_id nulls last limit 1`, [userId, email]);
  return rows[0] ?? null;
}

/** Everybody of the firm, or those named, by name. */
export function allStaff({ query }: FirmSession, ids: readonly string[] | null): Promise<StaffMemberView[]> {
  return query<StaffMemberView>(`select ${columns} from ${from} where staff.firm_id = ${thisFirm} and ($1::uuid[] is null or staff.id = any($1::uuid[])) order by staff.display_name, staff.id`, [ids]);
}

/** Somebody in the ledger whom a staff member may be. */
export interface StaffMatchView {
  staffId: string;
  ledgerKind: string;
  ledgerId: string;
  name: string;
  email: string | null;
  isActive: boolean;
  hasSameName: boolean;
  hasSameEmail: boolean;
}

/** Employees and vendors with the name or the e-mail address of these staff members, and linked to nobody. Names come normalised. */
export function staffMatches({ query }: FirmSession, staff: readonly { id: string; normalizedName: string; email: string }[]): Promise<StaffMatchView[]> {
  return query<StaffMatchView>(
    `select staff.id as "staffId", person.kind as "ledgerKind", person.ledger_id as "ledgerId", person.name, person.email, person.is_active as "isActive",
            person.normalized_name = staff."normalizedName" as "hasSameName", coalesce(lower(person.email) = lower(staff.email), false) as "hasSameEmail"
       from jsonb_to_recordset($1::jsonb) as staff(id uuid, "normalizedName" text, email text)
       join hub.ledger_record as person on person.firm_id = ${thisFirm} and person.connection_id = ${presentConnection} and person.kind in ('employee', 'vendor') and not person.is_deleted
        and (person.normalized_name = staff."normalizedName" or lower(person.email) = lower(staff.email))
      where not exists (select from hub.link as link where link.firm_id = ${thisFirm} and link.connection_id = person.connection_id and link.ledger_kind = person.kind and link.ledger_id = person.ledger_id and link.unlinked_at is null)
      order by staff.id, (person.normalized_name = staff."normalizedName")::int + coalesce(lower(person.email) = lower(staff.email), false)::int desc, person.kind, person.name`,
    [JSON.stringify(staff)],
  );
}
