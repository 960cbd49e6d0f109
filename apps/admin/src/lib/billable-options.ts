import { useDebouncedValue } from "@mantine/hooks";
import { useMemo, useState } from "react";
import { useQuery } from "urql";
import { graphql } from "./graphql.js";

const billableOptionsQuery = graphql(`
  query BillableOptions($search: String) {
    billableCategories(first: 100, search: $search, isActive: true) {
      nodes { id code name isTaxable types { id code name isActive isBillable } }
      pageInfo { hasNextPage }
    }
  }
`);

/** A category, or a type of it, as one choice. */
export interface BillableOption {
  readonly value: string;
  readonly label: string;
  readonly categoryId: string;
  readonly typeId: string | null;
  readonly isBillable: boolean;
  readonly isTaxable: boolean;
}

/** The value of a category or type among the choices. */
export function billableValue(categoryId: string, typeId: string | null | undefined): string {
  return typeId ? `${categoryId} ${typeId}` : categoryId;
}

/** Categories and their types for a picker. Up to a hundred categories are searched here, more by the server. */
export function useBillableOptions({ withTypes = true }: { readonly withTypes?: boolean } = {}) {
  const [text, setText] = useState("");
  const [{ data: first }] = useQuery({ query: billableOptionsQuery, variables: { search: null } });
  const isMany = first?.billableCategories.pageInfo.hasNextPage ?? false;
  const [asked] = useDebouncedValue(text.trim(), 150);
  const [{ data: found }] = useQuery({ query: billableOptionsQuery, variables: { search: asked }, pause: !isMany || asked === "" });

  const nodes = (isMany && asked ? found : first)?.billableCategories.nodes;
  const all = useMemo(
    () =>
      (nodes ?? []).flatMap((category): BillableOption[] => [
        { value: category.id, label: `${category.code} ${category.name}`, categoryId: category.id, typeId: null, isBillable: true, isTaxable: category.isTaxable },
        ...(withTypes ? category.types : [])
          .filter((type) => type.isActive)
          .map((type) => ({
            value: billableValue(category.id, type.id), label: `${type.code} ${type.name}`, categoryId: category.id, typeId: type.id, isBillable: type.isBillable, isTaxable: category.isTaxable,
          })),
      ]),
    [nodes, withTypes],
  );
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const options = words.length === 0 ? all : all.filter((option) => words.every((word) => option.label.toLowerCase().includes(word)));
  return { search: setText, options: options as readonly BillableOption[], byValue: (value: string) => all.find((option) => option.value === value) };
}
