export type { PracticeContext } from "./context.js";
export { beginConnection } from "./connection/begin-connection.js";
export { completeConnection, OtherCompanyError, type ConsentReturn } from "./connection/complete-connection.js";
export { confirmConnection } from "./connection/confirm-connection.js";
export { disconnect } from "./connection/disconnect.js";
export { liveConnection } from "./connection/live-connection.js";
export { pauseConnection } from "./connection/pause-connection.js";
export { recordPreflight } from "./connection/record-preflight.js";
export { resumeConnection } from "./connection/resume-connection.js";
