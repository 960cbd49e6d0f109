import { HubError } from "@tieout/domain";
import { currentConnection, type ConnectionRow, type FirmSession } from "@tieout/store";

/** The firm's connection, unless there is none or it was disconnected. */
export async function liveConnection(session: FirmSession): Promise<ConnectionRow> {
  const connection = await currentConnection(session);
  if (!connection || connection.state === "disconnected") throw new HubError("NOT_CONNECTED", "QuickBooks is not connected. Connect it under Settings, QuickBooks.");
  return connection;
}
