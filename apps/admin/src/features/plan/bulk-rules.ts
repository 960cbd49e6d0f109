import type { Answer, Question } from "./use-questions.js";

export interface BulkRule {
  /** The evidence in words, as the server gives it. */
  readonly evidence: string;
  /** What would be decided, one answer a question. */
  readonly answers: readonly Answer[];
}

/** Evidence strong enough for a whole list. Doubt is none, and neither is likeness. */
function speaksFor(text: string): boolean {
  return !/different|differs|similar|records have/i.test(text);
}

/**
 * "All with the same e-mail address: link": for each piece of evidence, the open questions in which exactly one candidate has it.
 * Two candidates with the same evidence stay for a person. Only rules that settle at least two questions are offered, the largest first.
 */
export function bulkRules(questions: readonly Question[]): BulkRule[] {
  const byEvidence = new Map<string, Answer[]>();
  for (const question of questions) {
    if (question.decision) continue;
    const holders = new Map<string, string[]>();
    for (const candidate of question.candidates) {
      if (!candidate.isActive) continue;
      for (const { text } of candidate.evidence) {
        if (speaksFor(text)) holders.set(text, [...(holders.get(text) ?? []), candidate.targetId]);
      }
    }
    for (const [text, [targetId, rival]] of holders) {
      if (targetId === undefined || rival !== undefined) continue;
      byEvidence.set(text, [...(byEvidence.get(text) ?? []), { changeId: question.id, choice: "LINK", targetId }]);
    }
  }
  return [...byEvidence]
    .map(([evidence, answers]) => ({ evidence, answers: withoutSharedTargets(answers) }))
    .filter((rule) => rule.answers.length > 1)
    .sort((a, b) => b.answers.length - a.answers.length)
    .slice(0, 4);
}

/** Two questions may not take the same record of the other side. */
function withoutSharedTargets(answers: readonly Answer[]): Answer[] {
  const uses = new Map<string, number>();
  for (const { targetId = "" } of answers) uses.set(targetId, (uses.get(targetId) ?? 0) + 1);
  return answers.filter(({ targetId = "" }) => uses.get(targetId) === 1);
}
