import { startTestPostgres } from "../packages/store/src/testing.js";

/** One PostgreSQL for the whole test run. */
export default () => startTestPostgres();
