import { Migration } from "@mikro-orm/migrations";

/**
 * Whoever took a turn keeps the exact distance to what it sent itself; of what others sent it knows the turn alone. Since a turn says whose it is, the first need
 * little margin and the second keep a long one.
 */
export class Migration0035WhoseTurn extends Migration {
  override up(): void {
    this.addSql(`
      -- Null: taken before turns said so.
      alter table hub.throttle_turn add column taken_by text;
      drop function hub.take_turn(text, boolean, integer, integer, integer, interval, interval);
      create function hub.take_turn(hash text, taker text, is_batch boolean, per_second integer, per_minute integer, batches_per_minute integer, second_margin interval, call_margin interval, batch_margin interval, others_margin interval)
      returns table (wait interval, is_taken boolean) language plpgsql as $$
      declare
        state hub.throttle;
        batch_ready timestamptz;
        ready timestamptz;
      begin
        insert into hub.throttle (realm_hash) values (hash) on conflict do nothing;
        select * into state from hub.throttle where realm_hash = hash for update;
        if is_batch then
          batch_ready := (select at + interval '1 minute' + case when taken_by = taker then batch_margin else others_margin end from hub.throttle_turn
            where realm_hash = hash and lane = 'batch' and slot = state.batches % batches_per_minute and state.batches >= batches_per_minute);
          if batch_ready > clock_timestamp() then
            return query select batch_ready - clock_timestamp(), false;
            return;
          end if;
        end if;
        ready := greatest(clock_timestamp(), state.paused_until,
          (select at + interval '1 second' + second_margin from hub.throttle_turn where realm_hash = hash and lane = 'call' and slot = (state.calls - per_second) % per_minute and state.calls >= per_second),
          (select at + interval '1 minute' + case when taken_by = taker then call_margin else others_margin end from hub.throttle_turn
            where realm_hash = hash and lane = 'call' and slot = state.calls % per_minute and state.calls >= per_minute));
        insert into hub.throttle_turn (realm_hash, lane, slot, at, taken_by) values (hash, 'call', state.calls % per_minute, ready, taker)
        on conflict (realm_hash, lane, slot) do update set at = excluded.at, taken_by = excluded.taken_by;
        if is_batch then
          insert into hub.throttle_turn (realm_hash, lane, slot, at, taken_by) values (hash, 'batch', state.batches % batches_per_minute, ready, taker)
          on conflict (realm_hash, lane, slot) do update set at = excluded.at, taken_by = excluded.taken_by;
        end if;
        update hub.throttle set calls = calls + 1, batches = batches + is_batch::int where realm_hash = hash;
        return query select ready - clock_timestamp(), true;
      end $$;
    `);
  }
}
