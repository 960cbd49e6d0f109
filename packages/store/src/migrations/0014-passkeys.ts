import { Migration } from "@mikro-orm/migrations";

/** Passkeys, as better-auth's plugin `passkey` keeps them: the public half of a key, and what to call it. */
export class Migration0014Passkeys extends Migration {
  override up(): void {
    this.addSql(`
      create table auth.passkey (
        id uuid primary key,
        name text,
        "publicKey" text not null,
        "userId" uuid not null references auth."user" on delete cascade,
        "credentialID" text not null unique,
        counter bigint not null,
        "deviceType" text not null,
        "backedUp" boolean not null,
        transports text,
        "createdAt" timestamptz,
        aaguid text
      );
      create index passkey_by_user on auth.passkey ("userId");
    `);
  }
}
