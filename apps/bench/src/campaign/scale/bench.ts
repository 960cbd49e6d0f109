import type { Emulator } from "@tieout/quickbooks-emulator";
import type { createTestDatabase } from "@tieout/store/testing";
import type { CompanyMaker } from "../../sync/quickbooks.js";
import type { Tally } from "../tally.js";

/** A record among ten times as many may take so much more statements and processor time, and it still counts as linear. */
export const linearRatio = 1.3;
/** The sync's process never takes more, megabytes. */
export const mostMemoryMb = 512;

/** What every part of the campaign works with. */
export interface ScaleBench {
  emulator: Emulator;
  foundCompany: CompanyMaker;
  makeDatabase: typeof createTestDatabase;
  say: (line: string) => void;
  tally: Tally;
}
