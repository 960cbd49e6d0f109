import { Migration } from "@mikro-orm/migrations";

/**
 * One margin served both windows. A second needs little of it: what bunches up on its way is kept apart where it is sent. A minute needs more: one call or
 * batch too many there costs a whole minute's rest.
 */
export class Migration0032TwoMargins extends Migration {
  override up(): void {
    this.addSql(`
      drop function hub.take_turn(text, boolean, integer, integer, integer, interval);
      create function hub.take_turn(hash text, is_batch boolean, per_second integer, per_minute integer, batches_per_minute integer, second_margin interval, minute_margin interval)
      returns table (wait interval, is_taken boolean) language plpgsql as $$
      declare
        state hub.throttle;
        batch_ready timestamptz;
        ready timestamptz;
      begin
        insert into hub.throttle (realm_hash) values (hash) on conflict do nothing;
        select * into state from hub.throttle where realm_hash = hash for update;
        if is_batch then
          batch_ready := (select at + interval '1 minute' + minute_margin from hub.throttle_turn where realm_hash = hash and lane = 'batch' and slot = state.batches % batches_per_minute and state.batches >= batches_per_minute);
          if batch_ready > clock_timestamp() then
            return query select batch_ready - clock_timestamp(), false;
            return;
          end if;
        end if;
        ready := greatest(clock_timestamp(), state.paused_until,
          (select at + interval '1 second' + second_margin from hub.throttle_turn where realm_hash = hash and lane = 'call' and slot = (state.calls - per_second) % per_minute and state.calls >= per_second),
          (select at + interval '1 minute' + minute_margin from hub.throttle_turn where realm_hash = hash and lane = 'call' and slot = state.calls % per_minute and state.calls >= per_minute));
        insert into hub.throttle_turn (realm_hash, lane, slot, at) values (hash, 'call', state.calls % per_minute, ready)
        on conflict (realm_hash, lane, slot) do update set at = excluded.at;
        if is_batch then
          insert into hub.throttle_turn (realm_hash, lane, slot, at) values (hash, 'batch', state.batches % batches_per_minute, ready)
          on conflict (realm_hash, lane, slot) do update set at = excluded.at;
        end if;
        update hub.throttle set calls = calls + 1, batches = batches + is_batch::int where realm_hash = hash;
        return query select ready - clock_timestamp(), true;
      end $$;
    `);
  }
}
