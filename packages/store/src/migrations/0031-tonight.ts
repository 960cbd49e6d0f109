import { Migration } from "@mikro-orm/migrations";

/** The next night is tonight's where it is still to come: a firm that began after midnight waited for the night after. */
export class Migration0031Tonight extends Migration {
  override up(): void {
    this.addSql(`
      create or replace function hub.next_night(firm uuid, zone text) returns timestamptz language sql stable as $$
        select min(night) from (
          select ((hub.hub_now() at time zone zone)::date + days + time '02:00' + make_interval(secs => abs(hashtextextended(firm::text, 0) % 7200))) at time zone zone as night
          from unnest(array[0, 1]) as days) as nights
        where night > hub.hub_now()
      $$;
    `);
  }
}
