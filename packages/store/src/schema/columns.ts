import { p } from "@mikro-orm/core";

/** A decimal as text, exactly as PostgreSQL writes it: the ORM's own decimal type compares as floats. */
export const numeric = () => p.string().columnType("numeric");

/** A day as `YYYY-MM-DD`; never a Date, which would carry a time zone. */
export const calendarDay = () => p.string().columnType("date");
