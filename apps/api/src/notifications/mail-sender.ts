import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import type { ApiConfig } from "../config.js";
import { DeliveryFailure } from "./delivery-failure.js";
import type { Mail } from "./compose-mail.js";

/** Sends a mail to one address. `id` is the same for every attempt, so that a mailbox can tell a repetition. Throws `DeliveryFailure`. */
export type SendMail = (to: string, mail: Mail, id: string) => Promise<void>;

const timeoutMs = 10_000;

/** Over SMTP where that is set up; in the demo a file for each mail; null when mail is not set up. */
export function createMailSender(mail: ApiConfig["mail"]): SendMail | null {
  if (mail === null) return null;
  if ("folder" in mail) return toFolder(mail.folder);
  const transport = createTransport({ url: mail.smtpUrl, connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs, disableFileAccess: true, disableUrlAccess: true });
  return async (to, { subject, text }, id) => {
    try {
      await transport.sendMail({ from: mail.from, to, subject, text, messageId: `<${id}@tieout>`, headers: { "Auto-Submitted": "auto-generated" } });
    } catch (error) {
      // The message of the error may hold the server's words and addresses; its codes do not.
      const { code, responseCode } = error as { code?: string; responseCode?: number };
      throw new DeliveryFailure(responseCode ? `The mail server refused it (${responseCode}).` : `The mail server could not be reached (${code ?? "no answer"}).`);
    }
  };
}

function toFolder(folder: string): SendMail {
  return async (to, { subject, text }, id) => {
    await mkdir(folder, { recursive: true });
    const file = join(folder, `${id}.eml`);
    // Whole or not at all, for whoever looks into the folder.
    await writeFile(`${file}.part`, `To: ${to}\nSubject: ${subject}\nMessage-ID: <${id}@tieout>\nContent-Type: text/plain; charset=utf-8\n\n${text}`);
    await rename(`${file}.part`, file);
  };
}
