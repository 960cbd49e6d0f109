import { parseWire } from "../wire.js";

/** One error inside a Fault, whichever envelope it came in. */
export interface FaultEntry {
  code: string;
  message?: string;
  detail?: string;
  element?: string;
}

/** What an answer's body turned out to be. */
export type AnswerBody = { form: "json"; value: unknown } | { form: "xml" | "html" | "other"; text: string } | { form: "empty" };

/**
 * Looks at the body itself: QuickBooks answers faults as XML although JSON was asked, and gateways in front of it answer
 * HTML, also with status 200 (qbo-protocol 2 and 12.1).
 */
export function sniffBody(text: string): AnswerBody {
  const start = text.trimStart();
  if (start === "") return { form: "empty" };
  if (start.startsWith("{") || start.startsWith("[")) {
    try {
      return { form: "json", value: parseWire(start) };
    } catch {
      return { form: "other", text };
    }
  }
  if (/<(IntuitResponse|Fault)\b/.test(start)) return { form: "xml", text };
  return { form: start.startsWith("<") ? "html" : "other", text };
}

/**
 * Every error of a fault, in the order given; empty when the body holds none. Knows the service envelope (`Fault`, `Error`,
 * `Message`), the gateway's lower-case twin, one item of a batch, and XML.
 */
export function faultEntries(body: AnswerBody): FaultEntry[] {
  if (body.form === "xml") return xmlEntries(body.text);
  return body.form === "json" ? jsonEntries(body.value) : [];
}

function jsonEntries(value: unknown): FaultEntry[] {
  const envelope = asObject(value);
  const fault = asObject(envelope["Fault"] ?? envelope["fault"]);
  const errors = fault["Error"] ?? fault["error"];
  if (!Array.isArray(errors)) return [];
  return errors.map((error) => {
    const entry = asObject(error);
    return {
      code: asText(entry["code"]) ?? "",
      message: asText(entry["Message"] ?? entry["message"]),
      detail: asText(entry["Detail"] ?? entry["detail"]),
      element: asText(entry["element"]),
    };
  });
}

function xmlEntries(text: string): FaultEntry[] {
  return [...text.matchAll(/<Error\b([^>]*)>([\s\S]*?)<\/Error>/g)].map(([, attributes = "", content = ""]) => ({
    code: attribute(attributes, "code") ?? "",
    message: xmlText(/<Message>([\s\S]*?)<\/Message>/.exec(content)?.[1]),
    detail: xmlText(/<Detail>([\s\S]*?)<\/Detail>/.exec(content)?.[1]),
    element: attribute(attributes, "element"),
  }));
}

function attribute(attributes: string, name: string): string | undefined {
  return xmlText(new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1]);
}

const xmlEntities: Record<string, string> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

function xmlText(text: string | undefined): string | undefined {
  return text?.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => xmlEntities[name] ?? "") || undefined;
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
