import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { insertNotifications } from "@tieout/store";
import { SMTPServer } from "smtp-server";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createNotifier } from "./notifications/notifier.js";
import { startTestApi, type TestApi } from "./testing/test-api.js";

interface Received {
  to: string;
  text: string;
}
interface Posted {
  headers: IncomingHttpHeaders;
  body: string;
}

let api: TestApi;
let smtp: SMTPServer;
let receiver: Server;
let receiverUrl: string;
const mails: Received[] = [];
const posts: Posted[] = [];
/** What the mail server and the receiver do. */
let isMailDown = false;
let answer = 200;

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: (_address, _session, done) => done(isMailDown ? Object.assign(new Error("secret reason of ada@example.com"), { responseCode: 451 }) : null),
    onData(stream, session, done) {
      let text = "";
      stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
      stream.on("end", () => {
        for (const { address } of session.envelope.rcptTo) mails.push({ to: address, text });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
  receiver = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      posts.push({ headers: request.headers, body });
      response.writeHead(answer, { location: "http://localhost:1/elsewhere" }).end("what the receiver says");
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  receiverUrl = `http://localhost:${(receiver.address() as AddressInfo).port}/hook`;
  api = await startTestApi({ mail: { smtpUrl: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`, from: "Tieout <tieout@example.com>" }, allowsPrivateWebhooks: true });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  receiver.close();
  await new Promise<void>((resolve) => smtp.close(resolve));
});
beforeEach(async () => {
  isMailDown = false;
  answer = 200;
  mails.length = 0;
  posts.length = 0;
  await rows("delete from hub.notification");
  await rows("delete from hub.notification_settings");
  await rows("delete from hub.notification_choice");
});

const rows = (sql: string, params: unknown[] = []) => api.api.app.store.withFirm(api.firmId, ({ query }) => query(sql, params));
const pass = (interval: string) => api.api.app.store.withoutFirm((query) => query("update hub.clock set ahead_by = ahead_by + $1::interval", [interval]));
let happenings = 0;
const happen = (kind: "connection-broken" | "connection-restored" | "nothing-synced", facts = {}) =>
  api.api.app.store.withFirm(api.firmId, (session) => insertNotifications(session, null, [{ kind, key: `test ${(happenings += 1)}`, facts: { reason: "It broke.", hours: 25, since: "2026-11-20T10:00:00.000Z", ...facts } }]));
const tick = () => api.api.app.notifier.tick();
const settings = "notificationSettings { silentHours hasMail webhookUrl people { userId name email role isMailed isViewer } deliveries { title channel to state attempts dueAt failure } }";
const ask = async (client = api.admin) => (await client.graphql(`{ ${settings} }`)).data["notificationSettings"];
const setWebhook = async (url: string | null) => (await api.admin.graphql(`mutation ($url: String) { setNotificationWebhook(input: { url: $url }) { secret notificationSettings { webhookUrl } userErrors { message field } } }`, { url })).data["setNotificationWebhook"];

test("administrators are mailed unless they say no, bookkeepers once they say yes, others never", async () => {
  const bookkeeper = await api.person("bookkeeper");
  await api.person("viewer");
  await happen("connection-broken");
  await tick();
  expect(mails.map(({ to }) => to)).toEqual(["ada@example.com"]);
  expect(mails[0]?.text).toContain("Subject: Lovelace & Co: QuickBooks needs you");

  const own = await ask(bookkeeper);
  expect(own.people).toMatchObject([{ role: "BOOKKEEPER", isMailed: false, isViewer: true }]);
  expect(own.deliveries).toEqual([]);
  const choose = (client: typeof bookkeeper, input: object) => client.graphql(`mutation ($input: ChooseMailInput!) { chooseMail(input: $input) { userErrors { code } notificationSettings { people { name isMailed } } } }`, { input });
  expect((await choose(bookkeeper, { isMailed: true })).data["chooseMail"].userErrors).toEqual([]);
  const admin = (await ask()).people.find((person: { isViewer: boolean }) => person.isViewer);
  expect((await choose(bookkeeper, { userId: admin.userId, isMailed: false })).data["chooseMail"].userErrors).toEqual([{ code: "NOT_ALLOWED" }]);
  expect((await choose(api.admin, { userId: admin.userId, isMailed: false })).data["chooseMail"].userErrors).toEqual([]);
  mails.length = 0;
  await happen("nothing-synced");
  await tick();
  expect(mails.map(({ to }) => to)).toEqual([own.people[0].email]);
});

test("one mail an hour on one cause: what comes sooner waits, and of what waits only the newest goes out; another cause goes at once", async () => {
  await happen("connection-broken");
  await tick();
  await pass("10 minutes");
  await happen("connection-restored", { happenedAt: "2026-11-22T10:00:00.000Z", brokenAt: "2026-11-22T09:00:00.000Z" });
  await tick();
  await pass("10 minutes");
  await happen("connection-broken");
  await happen("nothing-synced");
  await tick();
  expect(mails.map(({ text }) => /Subject: .*: (.*)\r/.exec(text)?.[1])).toEqual(["QuickBooks needs you", "Nothing was synced for 25 hours"]);
  await pass("41 minutes");
  await tick();
  expect(mails).toHaveLength(3);
  expect((await ask()).deliveries.map(({ state }: { state: string }) => state).sort()).toEqual(["DELIVERED", "DELIVERED", "DELIVERED", "SUPERSEDED"]);
});

test("several processes that tell at once send one mail and one message", async () => {
  await setWebhook(receiverUrl);
  await happen("connection-broken");
  const { app } = api.api;
  const others = Array.from({ length: 4 }, (_, index) => createNotifier({ ...app, processId: `other ${index}` }));
  await Promise.all([tick(), ...others.map((other) => other.tick())]);
  await tick();
  expect([mails.length, posts.length]).toEqual([1, 1]);
});

test("what a process that died had in hand is sent by another once its lease is over, and what it did not settle is not settled by it any more", async () => {
  await happen("connection-broken");
  isMailDown = true;
  await tick();
  isMailDown = false;
  await rows("update hub.notification_delivery set leased_by = 'dead', lease_until = hub.hub_now() + interval '1 minute', due_at = hub.hub_now()");
  await tick();
  expect(mails).toEqual([]);
  await pass("2 minutes");
  await tick();
  expect(mails).toHaveLength(1);
});

test("a mail server that refuses is tried again, later each time, and the page says so without its words", async () => {
  isMailDown = true;
  await happen("connection-broken");
  await tick();
  const [waiting] = (await ask()).deliveries;
  expect(waiting).toMatchObject({ channel: "MAIL", to: "Ada Lovelace", state: "WAITING", attempts: 1, failure: "The mail server refused it (451).", dueAt: expect.any(String) });
  await tick();
  expect((await ask()).deliveries[0].attempts).toBe(1);
  await pass("61 seconds");
  isMailDown = false;
  await tick();
  expect((await ask()).deliveries[0]).toMatchObject({ state: "DELIVERED", attempts: 2, failure: null });
  expect(mails).toHaveLength(1);
});

test("a program hears it signed, so that its library verifies it, and the secret is shown once and sealed", async () => {
  const { secret } = await setWebhook(receiverUrl);
  expect(secret).toMatch(/^whsec_/);
  await happen("connection-broken");
  await tick();
  const [post] = posts;
  const headers = post?.headers as Record<string, string>;
  expect(new Webhook(secret).verify(post?.body ?? "", headers)).toMatchObject({ type: "connection.broken", timestamp: expect.any(String), data: { id: headers["webhook-id"], reason: "It broke." } });
  expect(() => new Webhook(secret).verify(`${post?.body} `, headers)).toThrow();
  expect(JSON.stringify(await rows("select * from hub.notification_settings"))).not.toContain(secret.slice(6));
  expect(JSON.stringify(await rows("select * from hub.record_event"))).not.toContain("/hook");
  expect((await setWebhook(receiverUrl)).secret).not.toBe(secret);
});

test("a program that fails is told again under the same id, redirects are not followed, and after three days it is given up", async () => {
  await setWebhook(receiverUrl);
  answer = 307;
  await happen("nothing-synced");
  await tick();
  const failing = async () => (await ask()).deliveries.find(({ channel }: { channel: string }) => channel === "WEBHOOK");
  expect(await failing()).toMatchObject({ state: "WAITING", failure: "The receiver answered 307." });
  for (let attempt = 2; attempt <= 10; attempt += 1) {
    await pass("23 hours");
    await tick();
  }
  expect(await failing()).toMatchObject({ state: "FAILED", attempts: 10 });
  expect(new Set(posts.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect(posts).toHaveLength(10);
});

test("a name that leads into a private network is refused when it is told, even if it was allowed when it was saved", async () => {
  await setWebhook(receiverUrl);
  const strict = createNotifier({ ...api.api.app, config: { ...api.api.app.config, allowsPrivateWebhooks: false }, processId: "strict" });
  await rows("update hub.notification_settings set webhook_url = $1", [receiverUrl.replace("http://localhost", "https://localtest.invalid")]);
  await happen("connection-broken");
  await strict.tick();
  expect((await ask()).deliveries.find(({ channel }: { channel: string }) => channel === "WEBHOOK")).toMatchObject({ state: "WAITING", failure: expect.stringContaining("could not be reached") });
  await rows("update hub.notification_settings set webhook_url = $1", [receiverUrl]);
  await pass("2 minutes");
  await strict.tick();
  expect((await ask()).deliveries.find(({ channel }: { channel: string }) => channel === "WEBHOOK")).toMatchObject({ state: "WAITING", failure: expect.stringContaining("private network") });
  expect(posts).toEqual([]);
});

test("an address that is no https, or nobody's business, is refused in words", async () => {
  expect((await setWebhook("http://hooks.example.com")).userErrors).toEqual([{ message: "The address must begin with https://.", field: ["input", "url"] }]);
  expect((await setWebhook(null)).notificationSettings.webhookUrl).toBeNull();
});

test("a test goes out at once and does not count against the hour; the hours are saved within their limits", async () => {
  const test = (channel: string) => api.admin.graphql(`mutation { sendTestNotification(input: { channel: ${channel} }) { notificationSettings { deliveries { title state channel } } userErrors { message } } }`);
  expect((await test("WEBHOOK")).data["sendTestNotification"].userErrors[0].message).toContain("no webhook");
  await setWebhook(receiverUrl);
  for (const channel of ["MAIL", "MAIL", "WEBHOOK"]) {
    expect((await test(channel)).data["sendTestNotification"].notificationSettings.deliveries[0]).toEqual({ title: "A test from Tieout", state: "DELIVERED", channel });
  }
  expect([mails.length, posts.length]).toEqual([2, 1]);
  const save = async (hours: number) => (await api.admin.graphql(`mutation ($hours: Int!) { saveNotificationSettings(input: { silentHours: $hours }) { notificationSettings { silentHours } userErrors { message } } }`, { hours })).data["saveNotificationSettings"];
  expect((await save(0)).notificationSettings.silentHours).toBe(0);
  expect((await save(721)).userErrors[0].message).toContain("720");
  const { errors } = await (await api.person("bookkeeper")).graphql("mutation { saveNotificationSettings(input: { silentHours: 1 }) { userErrors { code } } }");
  expect(errors[0]?.message).toContain("needs the role admin");
});
