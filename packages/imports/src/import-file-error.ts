import { HubError } from "@tieout/domain";

/** Why a file as a whole cannot be read. One bad row never ends up here: it becomes a `RefusedRow`. */
export type ImportFileProblem =
  | "empty"
  | "workbook"
  | "encoding"
  | "line-too-long"
  | "quotes"
  | "unknown-layout"
  | "ambiguous-dates";

/** What was found, for a screen that wants to show more than the message. */
export interface ImportFileFacts {
  /** 1-based line in the file. */
  readonly line?: number;
  readonly headers?: readonly string[];
  /** Title of the known layout that comes nearest, and the columns the file lacks for it. */
  readonly closest?: string;
  readonly missing?: readonly string[];
  /** A value of the file that shows the problem. */
  readonly example?: string;
}

/** A file that cannot be imported as it is. The message says what to do about it. */
export class ImportFileError extends HubError {
  readonly problem: ImportFileProblem;
  readonly facts: ImportFileFacts;

  constructor(problem: ImportFileProblem, message: string, facts: ImportFileFacts = {}) {
    super("INVALID", message, ["file"]);
    this.problem = problem;
    this.facts = facts;
  }
}
