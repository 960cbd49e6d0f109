import { createTurns } from "../../lib/turns.js";

/** What is decided about plans, and that they are approved: an approval waits for the answers that were given before it. */
export const inTurn = createTurns();
