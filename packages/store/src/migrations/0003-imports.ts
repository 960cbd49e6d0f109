import { Migration } from "@mikro-orm/migrations";

/** Files people bring, a verdict for every row, and the mappings they decided once. */
export class Migration0003Imports extends Migration {
  override up(): void {
    this.addSql(`
      create table hub.import (
        id uuid primary key,
        firm_id uuid not null references hub.firm,
        kind text not null check (kind in ('time', 'clients')),
        source text not null,
        file_name text not null,
        state text not null check (state in ('reading', 'preview', 'committing', 'committed', 'failed', 'discarded')),
        rows_read integer not null default 0,
        rows_done integer not null default 0,
        counts jsonb not null default '{}',
        options jsonb not null default '{}',
        failure text,
        created_by text not null,
        created_at timestamptz not null default hub.hub_now(),
        committed_at timestamptz
      );
      create index import_by_time on hub.import (firm_id, created_at desc);

      create table hub.import_row (
        firm_id uuid not null references hub.firm,
        import_id uuid not null references hub.import on delete cascade,
        line integer not null,
        fingerprint text,
        verdict text not null check (verdict in ('new', 'matched', 'already-imported', 'needs-mapping', 'refused', 'imported', 'skipped')),
        reasons jsonb not null default '[]',
        content jsonb not null,
        record_id uuid,
        primary key (firm_id, import_id, line)
      );
      create index import_row_by_verdict on hub.import_row (firm_id, import_id, verdict, line);

      create table hub.import_mapping (
        firm_id uuid not null references hub.firm,
        source text not null,
        field text not null check (field in ('client', 'category', 'staff')),
        value text not null,
        target_id uuid,
        is_skipped boolean not null default false,
        decided_by text not null,
        decided_at timestamptz not null default hub.hub_now(),
        primary key (firm_id, source, field, value)
      );

      call hub.isolate('hub.import');
      call hub.isolate('hub.import_row');
      call hub.isolate('hub.import_mapping');
    `);
  }
}
