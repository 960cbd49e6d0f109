import { Migration } from "@mikro-orm/migrations";

/** A write that is repeated is the same call: until now its row held the last answer only, and what the first one said, with QuickBooks' id for it, was gone. */
export class Migration0033CallTries extends Migration {
  override up(): void {
    this.addSql(`
      -- Each time a write left. A read leaves once, and is its own.
      create table hub.call_try (
        firm_id uuid not null references hub.firm,
        call_id uuid not null references hub.call,
        -- From 1, without a gap.
        number integer not null,
        sent_at timestamptz not null,
        -- 0 when nothing came back. Null when the process that sent it ended before it could say: it may never have left.
        http_status integer,
        trace_id text,
        is_metered boolean not null,
        duration_ms integer,
        primary key (firm_id, call_id, number)
      );
      -- What is known of the calls so far: their last try.
      insert into hub.call_try (firm_id, call_id, number, sent_at, http_status, trace_id, is_metered, duration_ms)
      select firm_id, id, 1, sent_at, http_status, trace_id, is_metered, duration_ms from hub.call where request_id is not null and attempts > 0 and sent_at is not null;
      update hub.call set attempts = 1 where request_id is not null and attempts > 1;
      call hub.isolate('hub.call_try');
      revoke update, delete, truncate on hub.call_try from tieout_app;

      -- Never anything but 0: a changed record is another call, under another request id.
      alter table hub.call drop column generation;
    `);
  }
}
