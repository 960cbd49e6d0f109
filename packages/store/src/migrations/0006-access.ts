import { Migration } from "@mikro-orm/migrations";

/** Machine access: hashed, scoped keys, and answers kept so that a repeated mutation does nothing twice. */
export class Migration0006Access extends Migration {
  override up(): void {
    this.addSql(`
      create table hub.api_key (
        id uuid primary key,
        firm_id uuid not null references hub.firm,
        name text not null,
        prefix text not null,
        key_hash text not null unique,
        scopes text[] not null,
        created_by text not null,
        created_at timestamptz not null default hub.hub_now(),
        expires_at timestamptz,
        last_used_at timestamptz,
        revoked_at timestamptz
      );
      create index api_key_by_firm on hub.api_key (firm_id, created_at desc);

      create table hub.idempotent_answer (
        firm_id uuid not null references hub.firm,
        actor text not null,
        key text not null,
        operation text not null,
        input_hash text not null,
        answer jsonb,
        created_at timestamptz not null default hub.hub_now(),
        primary key (firm_id, actor, key)
      );

      call hub.isolate('hub.api_key');
      call hub.isolate('hub.idempotent_answer');

      create function hub.firm_of_api_key(hash text) returns table (firm_id uuid, key_id uuid) language sql security definer set search_path = hub, pg_temp as
        $$ select firm_id, id from hub.api_key where key_hash = hash and revoked_at is null and (expires_at is null or expires_at > hub.hub_now()) $$;
    `);
  }
}
