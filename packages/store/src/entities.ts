import type { EntitySchema } from "@mikro-orm/core";

/** Every record the unit of work knows. */
export const entities: EntitySchema[] = [];
