import { faultCatalogue } from './fault-catalogue.js';

/** One entry of a fault. */
export type FaultEntry = { code: string; message: string; detail: string; element?: string };

/** A refusal in QuickBooks' own words. Thrown by rules; the protocol layer turns it into an answer. */
export class QuickBooksFault extends Error {
  readonly entries: FaultEntry[];
  readonly status: number;
  readonly type: string;

  constructor(entries: FaultEntry[]) {
    const first = entries[0]!;
    super(`${first.code}: ${first.detail}`);
    this.name = 'QuickBooksFault';
    this.entries = entries;
    const text = faultCatalogue[first.code];
    this.status = text?.status ?? 400;
    this.type = text?.type ?? 'ValidationFault';
  }

  /** Code of the first entry. */
  get code(): string {
    return this.entries[0]!.code;
  }
}

/** An entry with the catalogue's message. */
export function entry(code: string, detail: string, element?: string): FaultEntry {
  return { code, message: faultCatalogue[code]?.message ?? 'An error has occurred', detail, ...(element === undefined ? {} : { element }) };
}

export function fault(code: string, detail: string, element?: string): QuickBooksFault {
  return new QuickBooksFault([entry(code, detail, element)]);
}

/** 2020: recorded text (Boulevard/ExQuickBooks item fixtures). */
export function missing(path: string): QuickBooksFault {
  return fault('2020', `Required parameter ${path} is missing in the request`, path);
}

/** 6000 with its one sentence. */
export function businessFault(sentence: string): QuickBooksFault {
  return fault('6000', `Business Validation Error: ${sentence}`, '');
}

/** 610: the text of recorded reads of unknown ids, also used for inactive references. */
export function notFound(): QuickBooksFault {
  return fault(
    '610',
    "Object Not Found : Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees.",
    '',
  );
}

/** 610 of a transaction that is gone (Intuit, common-errors). */
export function deletedMeanwhile(): QuickBooksFault {
  return fault('610', 'Object Not Found : Another user has deleted this transaction.', '');
}

/** 3001: the text of recorded throttle answers (RR). */
export function throttled(): QuickBooksFault {
  return fault('3001', 'The request limit was reached.  Try again later');
}

/** 500: bad paths and verbs an entity does not offer (recorded, MQ:error/500). */
export function unsupported(operation: string): QuickBooksFault {
  return fault('500', `Operation ${operation} is not supported.`);
}
