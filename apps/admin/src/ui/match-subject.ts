/** A record that asks whether it is one of some others. */
export interface MatchQuestion {
  readonly label: string;
  readonly recordId: string | null;
  readonly fields: readonly { readonly path: string; readonly before: unknown; readonly after: unknown }[];
  readonly candidates: readonly MatchCandidate[];
}

export interface MatchCandidate {
  readonly targetId: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly detail: string | null;
  readonly isActive: boolean;
  readonly score: number;
  readonly evidence: readonly { readonly text: string }[];
}

export type ComparedName = "name" | "email" | "phone" | "detail";
export type Subject = Readonly<Record<ComparedName, string | null>>;

function text(question: MatchQuestion, ...paths: string[]): string | null {
  const parts = paths.flatMap((path) => {
    const field = question.fields.find((each) => each.path === path);
    const value = field?.after ?? field?.before;
    return typeof value === "string" && value !== "" ? [value] : [];
  });
  return parts.length > 0 ? parts.join(", ") : null;
}

/** The record that asks, by what a candidate is compared with; read from the fields its change would write. */
export function subjectOf(question: MatchQuestion): Subject {
  return {
    name: text(question, "displayName") ?? text(question, "name") ?? question.label,
    email: text(question, "email"),
    phone: text(question, "phone"),
    // As candidates give theirs: the street and the town.
    detail: text(question, "addressLine1", "city"),
  };
}

export interface ComparedField {
  readonly name: ComparedName;
  readonly ours: string | null;
  readonly theirs: string | null;
  /** Null when one of them is not given. */
  readonly isSame: boolean | null;
}

const normal: Readonly<Record<ComparedName, (value: string) => string>> = {
  name: (value) => value.trim().toLowerCase().replaceAll(/\s+/g, " "),
  email: (value) => value.trim().toLowerCase(),
  // A country code does not make two numbers different.
  phone: (value) => value.replaceAll(/\D/g, "").slice(-10),
  detail: (value) => value.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim(),
};

/** Field beside field; what neither side has is left out. */
export function comparedFields(subject: Subject, candidate: MatchCandidate | undefined): ComparedField[] {
  const theirs: Subject = { name: candidate?.name ?? null, email: candidate?.email ?? null, phone: candidate?.phone ?? null, detail: candidate?.detail ?? null };
  return (Object.keys(normal) as ComparedName[]).flatMap((name) => {
    const [left, right] = [subject[name], theirs[name]];
    if (left === null && right === null) return [];
    return [{ name, ours: left, theirs: right, isSame: left === null || right === null ? null : normal[name](left) === normal[name](right) }];
  });
}
