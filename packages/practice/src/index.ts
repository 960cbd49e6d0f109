export type { PracticeContext } from "./context.js";
