import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { Pool } from "pg";

/** The least a server can do with a notification: prove its signature and store it in one statement. No framework, no firm, nothing queued. */
export async function serveWebhookFloor({ databaseUrl, verifierToken }: { databaseUrl: string; verifierToken: string }): Promise<string> {
  const pool = new Pool({ connectionString: databaseUrl, max: 10 });
  await pool.query("create table bench_notification (body json not null)");
  const server = createServer((request, response) => {
    void take(request).then(
      (status) => response.writeHead(status).end(),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });

  async function take(request: IncomingMessage): Promise<number> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    if (createHmac("sha256", verifierToken).update(body).digest("base64") !== request.headers["intuit-signature"]) return 401;
    await pool.query({ name: "store", text: "insert into bench_notification (body) values ($1)", values: [body.toString("utf8")] });
    return 200;
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The floor server has no port.");
  return `http://127.0.0.1:${address.port}`;
}
