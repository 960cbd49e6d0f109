import { createServer } from "node:net";
import { HubError } from "@tieout/domain";

/** @throws HubError `CONFIGURATION` in one sentence when something else listens there. */
export async function requireFreePort(port: number, what: string, variable: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        new HubError(
          "CONFIGURATION",
          error.code === "EADDRINUSE"
            ? `Port ${port} is taken, and ${what} needs it: stop the other program (perhaps another Tieout), or set ${variable} to a free port.`
            : `Port ${port} cannot be opened for ${what}: ${error.message}. Set ${variable} to another port.`,
        ),
      ),
    );
    probe.listen(port, () => probe.close(() => resolve()));
  });
}
