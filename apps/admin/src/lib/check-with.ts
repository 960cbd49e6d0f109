import type * as z from "zod/mini";

/** A validator of @mantine/form from a zod schema: the first message of each field. */
export function checkWith<Values extends object>(schema: z.ZodMiniType<unknown, Values>): (values: Values) => Record<string, string> {
  return (values) => {
    const result = schema.safeParse(values);
    if (result.success) return {};
    const errors: Record<string, string> = {};
    for (const issue of result.error.issues) errors[issue.path.join(".")] ??= issue.message;
    return errors;
  };
}
