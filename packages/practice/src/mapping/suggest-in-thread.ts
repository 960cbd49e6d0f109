import { Piscina } from "piscina";
import type { Suggestion, SuggestionTask } from "./suggest-services.js";

const isSource = import.meta.url.endsWith(".ts");

/** Node reads TypeScript, but where a source imports "./x.js" it looks for that very file; tests run from sources. */
const readsSources = `import { registerHooks } from "node:module";
registerHooks({ resolve: (name, context, next) => {
  try { return next(name, context); } catch (error) { if (!/^\\..*\\.js$/.test(name)) throw error; return next(name.slice(0, -2) + "ts", context); }
} });`;

/**
 * One thread a process, begun with the first task and ended when nothing was asked for ten minutes: another task has its code compiled
 * and warm, and tasks of many people wait for one another, not everybody's requests for them. It never keeps the process alive.
 */
const thread = new Piscina<SuggestionTask, Suggestion[][]>({
  filename: new URL(`./suggest-services.${isSource ? "ts" : "js"}`, import.meta.url).href,
  name: "suggestServices",
  minThreads: 0,
  maxThreads: 1,
  idleTimeout: 600_000,
  execArgv: isSource ? ["--conditions=@tieout/source", "--import", `data:text/javascript,${encodeURIComponent(readsSources)}`] : [],
});

/** `suggestServices` in a thread of its own: ten thousand rows are a good part of a second of work, and other requests go on meanwhile. */
export function suggestInThread(task: SuggestionTask): Promise<Suggestion[][]> {
  return thread.run(task);
}
