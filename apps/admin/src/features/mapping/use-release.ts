import { useCallback, useEffect, useMemo, useRef } from "react";
import { useClient, useQuery } from "urql";
import { count } from "../../lib/text.js";
import { hush, toast, undoTime } from "../../ui/toast.js";
import { freshnessQuery, sendReleasedMutation } from "./mapping-queries.js";
import { mappingTexts as texts } from "./mapping.texts.js";

const topic = "mapping";

export interface Release {
  /** Something was chosen: says so, with Undo. */
  readonly chosen: (message: string) => void;
  /** So many records are no longer held by what was chosen. */
  readonly released: (records: number) => void;
  /** What was chosen last was taken back: nothing goes out for it. */
  readonly takenBack: (message: string) => void;
}

/**
 * Says what was chosen and what it releases, in one message with Undo. What is released is sent when the time for Undo is over after the
 * last choice (or on leaving the page), or, where sending at once is switched off, by the next sync or by "Send now".
 */
export function useRelease(isSending: boolean, undo: () => void): Release {
  const client = useClient();
  const [{ data }] = useQuery({ query: freshnessQuery });
  const canSend = data?.connection.stage === "ENABLED" && data.connection.state !== "PAUSED" && data.connection.state !== "ACTION_REQUIRED";
  const latest = useRef({ isSending, canSend, undo });
  latest.current = { isSending, canSend, undo };
  const waiting = useRef({ message: "", records: 0, timer: 0 });

  const send = useCallback(async () => {
    clearTimeout(waiting.current.timer);
    const { records } = waiting.current;
    if (records === 0) return;
    waiting.current.records = 0;
    hush(topic);
    const { data: answer, error } = await client.mutation(sendReleasedMutation, { input: { dryRun: false } }).toPromise();
    const refusal = answer?.syncNow.userErrors[0]?.message ?? error?.message;
    toast(refusal ? { message: texts.sendLater(refusal) } : { tone: "good", message: texts.sending(records, count(answer?.syncNow.run?.number ?? 0)) });
  }, [client]);

  const say = useCallback(() => {
    const { message, records, timer } = waiting.current;
    const { isSending: isOn, canSend: mayGo } = latest.current;
    clearTimeout(timer);
    const goesAlone = isOn && mayGo && records > 0;
    if (goesAlone) waiting.current.timer = window.setTimeout(() => void send(), undoTime);
    const outcome = records === 0 ? "" : goesAlone ? texts.releasedGoing(records) : mayGo ? texts.releasedWaiting(records) : texts.releasedIdle(records);
    toast({
      topic, tone: "good", message: `${message} ${outcome}`.trim(), undo: { label: texts.undo, run: () => latest.current.undo() },
      ...(records > 0 && mayGo && { action: { label: texts.sendNow, run: () => void send() } }),
    });
  }, [send]);

  // Whoever leaves the page has made up their mind.
  useEffect(() => () => {
    if (latest.current.isSending && latest.current.canSend) void send();
  }, [send]);

  return useMemo(() => ({
    chosen: (message) => {
      waiting.current.message = message;
      say();
    },
    released: (records) => {
      if (records === 0) return;
      waiting.current.records += records;
      say();
    },
    takenBack: (message) => {
      clearTimeout(waiting.current.timer);
      waiting.current.records = 0;
      toast({ topic, message });
    },
  }), [say]);
}
