import type { LedgerWrite, PreparedCall } from "@tieout/domain";
import { assertAllowed } from "./entities/codec.js";
import { codecs } from "./entities/index.js";
import { refusedBeforeSending, type WireObject } from "./wire.js";

/** Values 1 to 74 are retired, 75 is the default; sent all the same so that an answer never changes shape unasked. */
export const minorVersion = 75;

/**
 * Encodes a write: same write, same call. Updates are sparse, so that members we do not know stay as they are. Throws
 * `LedgerError` (`not-allowed`, `invalid-field`) for what QuickBooks could only refuse.
 */
export function prepare(write: LedgerWrite): PreparedCall {
  const kind = "kind" in write ? write.kind : write.document.kind;
  const codec = codecs[kind];
  assertAllowed(codec, write.operation);
  // Void and delete have an operation of their own in the address, the others are a plain POST (qbo-protocol 1).
  const option = write.operation === "delete" || write.operation === "void" ? `&operation=${write.operation}` : "";
  return {
    kind,
    operation: write.operation,
    method: "POST",
    path: `/${codec.path}?minorversion=${minorVersion}${option}`,
    body: bodyOf(write),
  };
}

function bodyOf(write: LedgerWrite): WireObject {
  if (write.operation === "create") return codecs[write.document.kind].encodeNew(write.document);
  const lock = { Id: write.id, SyncToken: write.token };
  switch (write.operation) {
    case "update": {
      const { kind } = write.document;
      if (write.fields.length === 0) throw refusedBeforeSending("An update names no field.");
      return { ...lock, sparse: true, ...codecs[kind].encodeChanges(write.document, write.fields) };
    }
    case "deactivate":
    case "reactivate": {
      const isActive = write.operation === "reactivate";
      return { ...lock, sparse: true, ...codecs[write.kind].encodeSwitch(write.document, isActive), Active: isActive };
    }
    case "delete":
    case "void":
      return lock;
  }
}
