export type * from "./engine/engine-types.js";
