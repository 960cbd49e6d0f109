import { createServer } from "node:http";
import { Pool } from "pg";
import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { grafserv } from "postgraphile/grafserv/node";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";

/** PostGraphile 5 as its documentation sets it up for production, with the same role and firm by `pgSettings`. */
export async function servePostGraphile({ databaseUrl, firmId, poolSize }: { databaseUrl: string; firmId: string; poolSize: number }): Promise<string> {
  const pool = new Pool({ connectionString: databaseUrl, max: poolSize });
  const instance = postgraphile({
    extends: [PostGraphileAmberPreset],
    // Our indexes begin with the firm, which row-level security adds to every query; the plugin does not see that and would hide the relations.
    disablePlugins: ["PgIndexBehaviorsPlugin"],
    pgServices: [makePgService({ pool, schemas: ["hub"], pubsub: false })],
    grafast: { context: () => ({ pgSettings: { role: "tieout_app", "hub.firm_id": firmId } }) },
    grafserv: { graphqlPath: "/graphql", graphiql: false, watch: false },
  });
  const server = createServer();
  await instance.createServ(grafserv).addTo(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("PostGraphile has no port.");
  return `http://127.0.0.1:${address.port}`;
}
