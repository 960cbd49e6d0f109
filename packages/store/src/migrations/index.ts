import { Migration0001Firm } from "./0001-firm.js";
import { Migration0002Records } from "./0002-records.js";
import { Migration0003Imports } from "./0003-imports.js";
import { Migration0004Connection } from "./0004-connection.js";
import { Migration0005Engine } from "./0005-engine.js";
import { Migration0006Access } from "./0006-access.js";
import { Migration0007Auth } from "./0007-auth.js";
import { Migration0008Agenda } from "./0008-agenda.js";
import { Migration0009Sync } from "./0009-sync.js";
import { Migration0010NameOrder } from "./0010-name-order.js";
import { Migration0011ChangedRecords } from "./0011-changed-records.js";
import { Migration0012FirmOnce } from "./0012-firm-once.js";
import { Migration0013OneFirmPerCompany } from "./0013-one-firm-per-company.js";
import { Migration0014Passkeys } from "./0014-passkeys.js";
import { Migration0015TieOut } from "./0015-tie-out.js";
import { Migration0016LedgerNotices } from "./0016-ledger-notices.js";
import { Migration0017AuditChain } from "./0017-audit-chain.js";
import { Migration0018EngineTidied } from "./0018-engine-tidied.js";

/** Forward only, in this order; a landed one is never edited. */
export const migrations = [
  { name: "0001-firm", class: Migration0001Firm },
  { name: "0002-records", class: Migration0002Records },
  { name: "0003-imports", class: Migration0003Imports },
  { name: "0004-connection", class: Migration0004Connection },
  { name: "0005-engine", class: Migration0005Engine },
  { name: "0006-access", class: Migration0006Access },
  { name: "0007-auth", class: Migration0007Auth },
  { name: "0008-agenda", class: Migration0008Agenda },
  { name: "0009-sync", class: Migration0009Sync },
  { name: "0010-name-order", class: Migration0010NameOrder },
  { name: "0011-changed-records", class: Migration0011ChangedRecords },
  { name: "0012-firm-once", class: Migration0012FirmOnce },
  { name: "0013-one-firm-per-company", class: Migration0013OneFirmPerCompany },
  { name: "0014-passkeys", class: Migration0014Passkeys },
  { name: "0015-tie-out", class: Migration0015TieOut },
  { name: "0016-ledger-notices", class: Migration0016LedgerNotices },
  { name: "0017-audit-chain", class: Migration0017AuditChain },
  { name: "0018-engine-tidied", class: Migration0018EngineTidied },
];
