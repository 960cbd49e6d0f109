import { GraphQLObjectType, Kind, getNamedType, type GraphQLResolveInfo, type GraphQLSchema, type SelectionSetNode } from "graphql";
import { Extensions } from "type-graphql";

/**
 * States which columns of its row a field's resolver looks at, so that a list need not read the others. A field that states
 * nothing is given the whole row.
 */
export function Reads(...columns: string[]): MethodDecorator & PropertyDecorator {
  return Extensions({ columns });
}

/** Notes of every field without a resolver, and of every id, that it shows the column of its own name. Once, on the fresh schema: servers wrap resolvers later. */
export function stateColumns(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!(type instanceof GraphQLObjectType)) continue;
    for (const field of Object.values(type.getFields())) {
      const isPlain = !field.resolve || field.extensions["globalId"] !== undefined;
      if (isPlain && !field.extensions["columns"]) field.extensions = { ...field.extensions, columns: [field.name] };
    }
  }
}

/** Where the rows of a Relay connection are. */
export const inConnection = [["nodes"], ["edges", "node"]] as const;

/**
 * The columns a request wants of the rows a field answers with; null when it needs whole rows.
 * @param paths where the rows are below the field; the field itself when left out.
 */
export function wantedColumns({ fieldNodes, fragments, returnType }: GraphQLResolveInfo, paths: readonly (readonly string[])[] = [[]]): string[] | null {
  const found = new Set<string>();
  const collect = (selections: SelectionSetNode, type: unknown, path: readonly string[]): boolean =>
    selections.selections.every((selection) => {
      if (selection.kind === Kind.INLINE_FRAGMENT) return collect(selection.selectionSet, type, path);
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments[selection.name.value];
        return fragment !== undefined && collect(fragment.selectionSet, type, path);
      }
      const name = selection.name.value;
      if (name.startsWith("__")) return true;
      const field = type instanceof GraphQLObjectType ? type.getFields()[name] : undefined;
      if (!field) return false;
      const [step, ...rest] = path;
      if (step !== undefined) return step !== name || !selection.selectionSet || collect(selection.selectionSet, getNamedType(field.type), rest);
      const columns = field.extensions["columns"] as readonly string[] | undefined;
      for (const column of columns ?? []) found.add(column);
      return columns !== undefined;
    });
  const isKnown = fieldNodes.every(({ selectionSet }) => selectionSet !== undefined && paths.every((path) => collect(selectionSet, getNamedType(returnType), path)));
  return isKnown ? [...found] : null;
}
