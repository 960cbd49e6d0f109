import { useMutation } from "urql";
import { refusalOf } from "../../lib/refusal.js";
import { sendTimeMutation } from "./time-queries.js";

interface SentTime {
  readonly run: { readonly id: string; readonly number: number } | null;
  /** Why no run was started, in words. */
  readonly refusal: string | null;
}

/** Sends entries of time, or only plans it: those named, all from before the start date, or all that are due. */
export function useSendTime(): (which: { ids?: string[]; beforeStartDate?: boolean }, dryRun: boolean) => Promise<SentTime> {
  const [, send] = useMutation(sendTimeMutation);
  return async (which, dryRun) => {
    const { data, error } = await send({ input: { ...which, dryRun } });
    return { run: data?.syncTimeEntries.run ?? null, refusal: refusalOf(error, data?.syncTimeEntries.userErrors) };
  };
}
