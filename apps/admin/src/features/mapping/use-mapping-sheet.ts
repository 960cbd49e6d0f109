import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useClient, useQuery, type CombinedError } from "urql";
import { bulkClient } from "../../lib/urql.js";
import { mapCategoriesMutation, mappingSheetQuery, freshnessQuery, autofillMutation, setDefaultItemMutation, type SourceSet } from "./mapping-queries.js";
import { toast } from "../../ui/toast.js";
import { createSaveQueue, type BatchAnswer, type SaveJob } from "./save-queue.js";
import { emptySheet, originOf, sheetReducer, type Choice, type Sheet, type SheetAction } from "./sheet.js";
import { mappingTexts as texts } from "./mapping.texts.js";
import { useRelease } from "./use-release.js";

export interface MappingSheet {
  readonly sheet: Sheet;
  readonly isLoading: boolean;
  readonly error: CombinedError | undefined;
  /** When the services were last read from QuickBooks. */
  readonly readAt: string | null;
  readonly isAutofilling: boolean;
  readonly reload: () => void;
  readonly autofill: () => Promise<void>;
  readonly choose: (choices: readonly Choice[]) => void;
  readonly undo: () => void;
  readonly select: (rowIds: readonly string[], isSelected: boolean) => void;
  readonly forgetSuggestions: () => void;
  readonly setDefault: (serviceId: string | null) => Promise<void>;
}

/**
 * The sheet of one set with everything a person can do to it. Choices show at once and are saved in the background; what is
 * refused goes back and is said. The sheet is held outside the API cache: 10,000 rows are read once, not after every key press.
 */
export function useMappingSheet(set: SourceSet, isReleasing: boolean): MappingSheet {
  const client = useClient();
  const [sheet, setSheet] = useState<Sheet>(emptySheet);
  const latest = useRef(sheet);
  const dispatch = useCallback((action: SheetAction) => {
    latest.current = sheetReducer(latest.current, action);
    setSheet(latest.current);
  }, []);

  const [status, setStatus] = useState<{ isLoading: boolean; error: CombinedError | undefined; readAt: string | null }>({ isLoading: true, error: undefined, readAt: null });
  const reload = useCallback(async () => {
    const { data, error } = await bulkClient.query(mappingSheetQuery, { set }).toPromise();
    if (data) dispatch({ do: "load", rows: data.mappings.rows, services: data.mappings.items, defaultService: data.mappings.defaultItem });
    setStatus({ isLoading: false, error, readAt: data?.mappings.readAt ?? null });
  }, [set, dispatch]);

  const [{ data: freshness }] = useQuery({ query: freshnessQuery });
  const lastSuccess = freshness?.connection.lastSuccessAt;
  useEffect(() => void reload(), [reload, lastSuccess]);

  const undoStep = useRef(() => {});
  const release = useRelease(isReleasing, useCallback(() => undoStep.current(), []));
  const save = useMemo(() => {
    const send = async (jobs: readonly SaveJob[]): Promise<BatchAnswer> => {
      const input = {
        mappings: jobs.map(({ rowId, serviceId }) => ({ sourceId: rowId, itemId: serviceId })),
        origin: jobs[0]?.origin ?? ("USER" as const),
        releaseBlocked: false,
      };
      const { data, error } = await client.mutation(mapCategoriesMutation, { input }).toPromise();
      const refusal = data?.mapCategories.userErrors[0]?.message ?? error?.graphQLErrors[0]?.message;
      if (refusal) return { refusal, isUnreachable: false };
      return data ? { rows: data.mapCategories.rows, released: data.mapCategories.releasedInvoices } : { refusal: texts.unreachable, isUnreachable: true };
    };
    return createSaveQueue({
      send,
      onSaved: (rows, sent, released) => {
        dispatch({ do: "saved", rows, sent });
        // What is taken back releases nothing that would be said.
        if (sent.some(({ serviceId }) => serviceId !== null)) release.released(released);
      },
      onRefused: (sent, message) => {
        dispatch({ do: "refuse", sent, message });
        toast({ tone: "failure", message: sent.length === 1 ? message : texts.refusedMany(sent.length, message) });
      },
    });
  }, [client, dispatch, release]);

  const store = useCallback(
    (choices: readonly Choice[], isUndo: boolean) => {
      const jobs = choices.map((choice) => ({ ...choice, origin: originOf(latest.current, choice) }));
      dispatch({ do: "choose", choices, isUndo });
      // Of one origin together: a request carries one. In a task of its own: the picture of the choice does not wait for the writing of requests.
      setTimeout(() => void save([...Map.groupBy(jobs, ({ origin }) => origin).values()].flat()));
    },
    [dispatch, save],
  );
  const choose = useCallback(
    (choices: readonly Choice[]) => {
      if (choices.length === 0) return;
      store(choices, false);
      release.chosen(saidOf(latest.current, choices));
    },
    [store, release],
  );
  const undo = useCallback(() => {
    const step = latest.current.undo.at(-1);
    if (!step) return;
    store(step, true);
    release.takenBack(texts.undone(step.length));
  }, [store, release]);
  undoStep.current = undo;

  const [isAutofilling, setAutofilling] = useState(false);
  const autofill = useCallback(async () => {
    setAutofilling(true);
    const { data, error } = await bulkClient.mutation(autofillMutation, { input: { sourceKind: set, minScore: 0.55 } }).toPromise();
    setAutofilling(false);
    const refusal = data?.autofillMappings.userErrors[0]?.message ?? error?.message;
    if (refusal) toast({ tone: "failure", message: refusal });
    else if (data) dispatch({ do: "suggest", suggestions: new Map(data.autofillMappings.proposals.map((each) => [each.sourceId, each.suggestions])) });
  }, [set, dispatch]);

  const setDefault = useCallback(
    async (serviceId: string | null) => {
      const before = latest.current.defaultService;
      dispatch({ do: "default", service: serviceId === null ? null : (latest.current.services.get(serviceId) ?? null) });
      const { data, error } = await client.mutation(setDefaultItemMutation, { input: { itemId: serviceId } }).toPromise();
      const refusal = data?.setDefaultItem.userErrors[0]?.message ?? error?.message;
      if (!refusal) return;
      dispatch({ do: "default", service: before });
      toast({ tone: "failure", message: refusal });
    },
    [client, dispatch],
  );

  return {
    sheet, ...status, isAutofilling, autofill, undo, setDefault, choose,
    reload: useCallback(() => void reload(), [reload]),
    select: useCallback((rowIds: readonly string[], isSelected: boolean) => dispatch({ do: "select", rowIds, isSelected }), [dispatch]),
    forgetSuggestions: useCallback(() => dispatch({ do: "forget suggestions" }), [dispatch]),
  };
}

/** What a choice came to, in words. */
function saidOf(sheet: Sheet, choices: readonly Choice[]): string {
  const [first] = choices;
  if (choices.length !== 1 || !first) return texts.accepted(choices.length);
  const code = sheet.rows[sheet.at.get(first.rowId) ?? -1]?.code ?? "";
  return first.serviceId === null ? texts.cleared(code) : texts.mappedTo(code, sheet.services.get(first.serviceId)?.fullName ?? "");
}
