import { Migration } from "@mikro-orm/migrations";

/**
 * Sign-in, as better-auth 1.7 with the plugins `organization` and `two-factor` keeps it: a schema of its own that the
 * role of firm sessions cannot enter. An organization has the id of its `hub.firm`.
 */
export class Migration0007Auth extends Migration {
  override up(): void {
    this.addSql(`
      create schema if not exists auth;

      create table auth."user" (
        id uuid primary key,
        name text not null,
        email text not null unique,
        "emailVerified" boolean not null,
        image text,
        "createdAt" timestamptz not null default clock_timestamp(),
        "updatedAt" timestamptz not null default clock_timestamp(),
        "twoFactorEnabled" boolean default false
      );

      create table auth.organization (
        id uuid primary key,
        name text not null,
        slug text not null unique,
        logo text,
        "createdAt" timestamptz not null,
        metadata text
      );

      create table auth.session (
        id uuid primary key,
        "expiresAt" timestamptz not null,
        token text not null unique,
        "createdAt" timestamptz not null default clock_timestamp(),
        "updatedAt" timestamptz not null,
        "ipAddress" text,
        "userAgent" text,
        "userId" uuid not null references auth."user" on delete cascade,
        "activeOrganizationId" uuid references auth.organization
      );
      create index session_by_user on auth.session ("userId");

      create table auth.account (
        id uuid primary key,
        "accountId" text not null,
        "providerId" text not null,
        "userId" uuid not null references auth."user" on delete cascade,
        "accessToken" text, "refreshToken" text, "idToken" text,
        "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz,
        scope text,
        password text,
        "createdAt" timestamptz not null default clock_timestamp(),
        "updatedAt" timestamptz not null
      );
      create index account_by_user on auth.account ("userId");

      create table auth.verification (
        id uuid primary key,
        identifier text not null,
        value text not null,
        "expiresAt" timestamptz not null,
        "createdAt" timestamptz not null default clock_timestamp(),
        "updatedAt" timestamptz not null default clock_timestamp()
      );
      create index verification_by_identifier on auth.verification (identifier);

      create table auth.member (
        id uuid primary key,
        "organizationId" uuid not null references auth.organization on delete cascade,
        "userId" uuid not null references auth."user" on delete cascade,
        role text not null check (role in ('admin', 'bookkeeper', 'approver', 'staff', 'viewer')),
        "createdAt" timestamptz not null
      );
      create unique index member_of_organization on auth.member ("organizationId", "userId");
      create index member_by_user on auth.member ("userId");

      create table auth.invitation (
        id uuid primary key,
        "organizationId" uuid not null references auth.organization on delete cascade,
        email text not null,
        role text,
        status text not null,
        "expiresAt" timestamptz not null,
        "createdAt" timestamptz not null default clock_timestamp(),
        "inviterId" uuid not null references auth."user" on delete cascade,
        -- The link carries the token; only its hash is kept.
        "tokenHash" text not null unique
      );
      create index invitation_by_organization on auth.invitation ("organizationId");

      create table auth."twoFactor" (
        id uuid primary key,
        secret text not null,
        "backupCodes" text not null,
        "userId" uuid not null references auth."user" on delete cascade,
        verified boolean default true,
        "failedVerificationCount" integer default 0,
        "lockedUntil" timestamptz
      );
      create index two_factor_by_user on auth."twoFactor" ("userId");

      create table auth."rateLimit" (
        id uuid primary key,
        key text not null unique,
        count integer not null,
        "lastRequest" bigint not null
      );
    `);
  }
}
