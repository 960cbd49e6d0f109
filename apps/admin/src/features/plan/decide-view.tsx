import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useKeys } from "../../lib/keys.js";
import { sentence } from "../../lib/text.js";
import { useMay, useViewer } from "../../lib/viewer.js";
import { Button } from "../../ui/button.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Section } from "../../ui/page.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { SkeletonRows } from "../../ui/skeleton.js";
import { toast } from "../../ui/toast.js";
import { bulkRules } from "./bulk-rules.js";
import { Comparison } from "./comparison.js";
import { planTexts } from "./plan.texts.js";
import { QuestionList } from "./question-list.js";
import { useQuestions, type Answer, type Question } from "./use-questions.js";
import styles from "./decide.module.css";

const texts = planTexts.decide;

/** Possible duplicates, one at a time, side by side; L, C, S decide, N and P move, U takes back (UX-46). */
export function DecideView({ planId, isOpen }: { readonly planId: string; readonly isOpen: boolean }) {
  const { questions, error, reload, decide } = useQuestions(planId);
  const viewer = useViewer();
  const may = useMay("decideMatches") && isOpen;
  const navigate = useNavigate();
  const search = useSearch({ from: "/shell/plan" });
  const [chosen, setChosen] = useState<Readonly<Record<string, number>>>({});
  const [history, setHistory] = useState<readonly (readonly string[])[]>([]);
  const remember = (ids: readonly string[]) => setHistory((before) => [...before, ids]);

  const index = Math.max(0, questions?.findIndex((each) => each.id === search.at) ?? 0);
  const question = questions?.[index];
  const candidateIndex = question ? (chosen[question.id] ?? 0) : 0;
  const rules = useMemo(() => bulkRules(questions ?? []), [questions]);

  const goTo = (to: number) => {
    const target = questions?.[Math.max(0, Math.min(questions.length - 1, to))];
    if (target) void navigate({ to: "/plan", search: { ...search, tab: "decide", at: target.id }, replace: true });
  };
  const answer = async (choice: Answer["choice"]) => {
    if (!question || !may || !questions) return;
    const targetId = choice === "LINK" ? question.candidates[candidateIndex]?.targetId : undefined;
    if (choice === "LINK" && targetId === undefined) return;
    remember([question.id]);
    // On to the next open one, wherever it stands; the last decision stays in view.
    const next = [...questions.keys()].map((step) => (index + 1 + step) % questions.length).find((each) => each !== index && !questions[each]?.decision);
    goTo(next ?? index);
    await decide([{ changeId: question.id, choice, ...(targetId ? { targetId } : {}) }], viewer.name);
  };
  const undo = async () => {
    const ids = history.at(-1);
    if (!ids || !questions) return toast({ message: texts.nothingToUndo });
    setHistory((before) => before.slice(0, -1));
    goTo(questions.findIndex((each) => each.id === ids[0]));
    if (await decide(ids.map((changeId) => ({ changeId, choice: null })), viewer.name)) toast({ message: texts.undone(ids.length) });
  };
  const linkAll = async (answers: readonly Answer[]) => {
    remember(answers.map((each) => each.changeId));
    if (await decide(answers, viewer.name)) toast({ tone: "good", message: texts.linked(answers.length), undo: { label: texts.undo, run: () => void undo() } });
  };
  useKeys(
    texts.keys,
    [
      { keys: "l", label: texts.link, run: () => void answer("LINK") },
      { keys: "c", label: texts.create, run: () => void answer("CREATE") },
      { keys: "s", label: texts.skip, run: () => void answer("SKIP") },
      { keys: "n", label: texts.next, run: () => goTo(index + 1) },
      { keys: "p", label: texts.previous, run: () => goTo(index - 1) },
      { keys: "u", label: texts.undo, run: () => void undo() },
      ...[1, 2, 3].map((n) => ({ keys: String(n), label: texts.candidateKey(n), run: () => choose(question, n - 1) })),
    ],
    questions !== undefined && questions.length > 0,
  );
  function choose(of: Question | undefined, to: number): void {
    if (of && to < of.candidates.length) setChosen((before) => ({ ...before, [of.id]: to }));
  }

  if (error) return <QueryFailure error={error} onRetry={reload} />;
  if (!questions) return <Section isFlush><SkeletonRows label={texts.list} /></Section>;
  if (!question) return <Section isFlush><EmptyState kind="all-done" title={texts.none}>{texts.noneText}</EmptyState></Section>;
  const decided = questions.filter((each) => each.decision).length;
  return (
    <>
      {rules.length > 0 && may ? (
        <div className={styles["rules"]} role="group" aria-label={texts.rules}>
          <span>{texts.rules}</span>
          {rules.map((rule) => (
            <Button key={rule.evidence} size="sm" onClick={() => void linkAll(rule.answers)}>{texts.rule(sentence(rule.evidence), rule.answers.length)}</Button>
          ))}
        </div>
      ) : null}
      <div className={styles["split"]}>
        <QuestionList questions={questions} currentId={question.id} onOpen={(id) => goTo(questions.findIndex((each) => each.id === id))} lead={decided === questions.length ? texts.allDone : texts.progress(decided, questions.length)} />
        <Comparison
          question={question} candidateIndex={candidateIndex} onChoose={(to) => choose(question, to)} mayDecide={may}
          onAnswer={(choice) => void answer(choice)} onUndo={() => void undo()} canUndo={history.length > 0 || question.decision !== null}
        />
      </div>
    </>
  );
}
