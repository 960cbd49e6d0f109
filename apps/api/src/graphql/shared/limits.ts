import {
  GraphQLError,
  getNamedType,
  getNullableType,
  getOperationAST,
  getVariableValues,
  isListType,
  isObjectType,
  Kind,
  type ASTVisitor,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type SelectionSetNode,
  type ValidationContext,
} from "graphql";
import { getComplexity, type ComplexityEstimator } from "graphql-query-complexity";

/** What one request may ask for. The admin's largest page stays under a third of each. */
export const limits = { depth: 12, aliases: 30, tokens: 3000, cost: 5000 };

/** Lists that are not paged are taken to have this many entries. */
const assumedListLength = 10;

/** Refuses documents that are nested too deep or alias too much, before anything runs. */
export function shapeLimits(context: ValidationContext): ASTVisitor {
  let aliases = 0;
  return {
    OperationDefinition(node) {
      const depth = depthOf(node.selectionSet, context, new Set());
      if (depth > limits.depth) context.reportError(refused(`The document is ${depth} levels deep; ${limits.depth} are allowed. Ask for less at once.`));
    },
    Field(node) {
      if (!node.alias) return;
      aliases += 1;
      if (aliases === limits.aliases + 1) context.reportError(refused(`The document has more than ${limits.aliases} aliases. Send several requests.`));
    },
  };
}

/** A field that is a record costs 1, a list its page size times what one entry costs; plain values are free. */
const costOfField: ComplexityEstimator = ({ field, args, childComplexity }) => {
  const isRecord = isObjectType(getNamedType(field.type));
  if (!isRecord) return 0;
  const first = args["first"] as unknown;
  if (typeof first === "number") return 1 + Math.max(0, first) * Math.max(1, childComplexity);
  return isListType(getNullableType(field.type)) && !["edges", "nodes", "userErrors"].includes(field.name) ? 1 + assumedListLength * childComplexity : 1 + childComplexity;
};

/** What a request costs, in points. Variables that do not fit cost nothing: execution refuses them, in words, and nothing runs. */
export function costOfRequest(schema: GraphQLSchema, query: DocumentNode, operationName: string | undefined, variables: Record<string, unknown>): number {
  const operation = getOperationAST(query, operationName);
  if (!operation || getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 }).errors) return 0;
  return getComplexity({ schema, query, operationName, variables, estimators: [costOfField] });
}

function depthOf(selections: SelectionSetNode, context: ValidationContext, seen: Set<FragmentDefinitionNode>): number {
  let deepest = 0;
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FIELD) {
      if (selection.selectionSet && !selection.name.value.startsWith("__")) deepest = Math.max(deepest, 1 + depthOf(selection.selectionSet, context, seen));
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      deepest = Math.max(deepest, depthOf(selection.selectionSet, context, seen));
    } else {
      const fragment = context.getFragment(selection.name.value);
      if (!fragment || seen.has(fragment)) continue;
      deepest = Math.max(deepest, depthOf(fragment.selectionSet, context, new Set([...seen, fragment])));
    }
  }
  return deepest;
}

function refused(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "LIMIT_EXCEEDED" } });
}
