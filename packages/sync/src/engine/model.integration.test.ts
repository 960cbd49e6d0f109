import type { ModelLife } from "../testing/model.js";
import { tellLives } from "../testing/model-suite.js";

/** Stories that failed once: they are told for ever. */
const named: Record<string, ModelLife> = {
  "an approved entry of a client that was taken back, deleted here while it was held": {
    policy: "ledger", notices: "none", stories: [[{ do: "add an invoice", which: 1 }], [{ do: "undo today", which: 97 }, { do: "add time", which: 2 }], [{ do: "delete time", which: 29 }]],
  },
  "a client whose switching off QuickBooks refused, and that somebody switched off there": {
    policy: "ask", notices: "none", stories: [[{ do: "add an invoice", which: 32 }], [{ do: "switch a client off", which: 26 }], [{ do: "void an invoice", which: 35 }], [{ do: "close a customer", which: 0 }]],
  },
  "time that waits for a client who is switched off while the process is dead": {
    policy: "ledger", notices: "none", stories: [[{ do: "add time", which: 25 }, { do: "the process dies", moment: 51 }, { do: "switch a client off", which: 85 }]],
  },
  "a merged customer that is opened again leaves the one it was merged into": {
    policy: "ask", notices: "none", stories: [[{ do: "add time", which: 94 }], [{ do: "add a customer", which: 47 }, { do: "merge a customer", which: 78 }], [{ do: "open a customer", which: 57 }]],
  },
  "time deleted there that was to be sent again": { policy: "ask", notices: "none", stories: [[{ do: "add time", which: 82 }, { do: "sync" }, { do: "sync" }, { do: "delete time there", which: 5 }]] },
  "an invoice voided there that was left out, and is included again": {
    policy: "hub", notices: "none", stories: [[{ do: "add an invoice", which: 57 }, { do: "sync" }, { do: "void it there", which: 0 }], [{ do: "leave a record out", which: 77 }], [{ do: "include it again", which: 99 }]],
  },
  "a name and a switch that an undo of an undo gives back": {
    policy: "ask", notices: "none", stories: [[{ do: "add a client", which: 26 }, { do: "sync" }, { do: "rename a customer", which: 9 }], [{ do: "edit a customer", which: 6 }, { do: "rename a client", which: 53 }, { do: "undo a run", which: 97 }], [{ do: "include it again", which: 83 }, { do: "undo today", which: 65 }], [{ do: "undo today", which: 16 }]],
  },
  "time of a client who is left out while the process is dead": {
    policy: "ask", notices: "none", stories: [[{ do: "add time", which: 79 }, { do: "the process dies", moment: 76 }, { do: "leave a record out", which: 38 }]],
  },
  "an invoice whose customer was merged, of a client that is left out then": {
    policy: "newest", notices: "none", stories: [[{ do: "add an invoice", which: 82 }], [{ do: "add a customer", which: 4 }, { do: "merge a customer", which: 94 }], [{ do: "leave a record out", which: 1 }]],
  },
  "an invoice whose customer is merged when its client is left out already, and that is left out itself then": {
    policy: "newest", notices: "none", stories: [[{ do: "add an invoice", which: 82 }], [{ do: "leave a record out", which: 0 }], [{ do: "add a customer", which: 4 }, { do: "merge a customer", which: 94 }], [{ do: "leave a record out", which: 1 }]],
  },
  "time deleted there before its lost answer is looked up": {
    policy: "newest", notices: "none", stories: [[{ do: "a fault", name: "truncated", entity: "TimeActivity" }, { do: "add time", which: 33 }, { do: "sync" }, { do: "delete time there", which: 48 }]],
  },
  "a new client edited there before its lost answer is looked up": {
    policy: "newest", notices: "none", stories: [[{ do: "void an invoice", which: 73 }, { do: "sync" }], [{ do: "rename a client", which: 12 }, { do: "the process dies", moment: 80 }, { do: "sync" }, { do: "edit a customer", which: 1 }]],
  },
};

tellLives({ first: 1, count: 30, named });
