import { HubError } from "@tieout/domain";
import { loadConfig } from "./config.js";
import { startApi } from "./start.js";

/** Runs the server until it is told to stop. */
async function main(): Promise<void> {
  const api = await startApi(loadConfig(process.env));
  const stop = async (): Promise<void> => {
    // A second signal, or half a minute, ends a shutdown that hangs.
    const force = () => process.exit(1);
    process.once("SIGINT", force).once("SIGTERM", force);
    setTimeout(force, 30_000).unref();
    await api.close();
    process.exit(0);
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  // Started by `pnpm start`: end with it, even should it be killed.
  process.once("disconnect", stop);
}

main().catch((error: unknown) => {
  if (error instanceof HubError) console.error(error.message);
  else console.error(error);
  process.exit(1);
});
