import { HubError, type RemedyKind } from "@tieout/domain";
import { createInLedger } from "./decide-question.js";
import { oneCustomer } from "./one-customer.js";
import { redate, useNextNumber } from "./documents.js";
import { linkExisting, relink, removeLink } from "./links.js";
import { chooseDefaultItem, chooseTaxCode, mapCategory } from "./mapping.js";
import { reactivate } from "./reactivate.js";
import type { Remedy } from "./remedy.js";
import { rename } from "./rename.js";
import { retry } from "./retry.js";
import { markExternal, setAside } from "./set-aside.js";
import { acceptTheirs, dismiss, keepOurs } from "./take-sides.js";

/** What carries out each remedy of the catalogue on a problem. */
export const remedies: Readonly<Record<Exclude<RemedyKind, "include-again">, Remedy>> = {
  retry,
  "map-category": mapCategory,
  "choose-default-item": chooseDefaultItem,
  "choose-tax-code": chooseTaxCode,
  "link-existing": linkExisting,
  "create-in-ledger": createInLedger,
  rename,
  "use-next-number": useNextNumber,
  redate,
  reactivate,
  "mark-external": markExternal,
  "set-aside": setAside,
  relink,
  "remove-link": removeLink,
  "one-customer": oneCustomer,
  reconnect: async () => {
    throw new HubError("NOT_CONNECTED", "Sign in to QuickBooks again in Settings. What waits is sent afterwards by itself.");
  },
  "accept-theirs": acceptTheirs,
  "keep-ours": keepOurs,
  dismiss,
};
