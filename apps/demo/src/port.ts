import { createServer } from "node:net";
import { HubError } from "@tieout/domain";

/** The port a variable names. @throws HubError `CONFIGURATION` in one sentence when it is none. */
export function portOf(variable: string, usual: number): number {
  const given = process.env[variable];
  if (given === undefined || given === "") return usual;
  const port = Number(given);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new HubError("CONFIGURATION", `${variable} is "${given}" and must be a port, a number from 1 to 65535.`);
  return port;
}

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
