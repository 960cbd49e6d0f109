import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, isScalarType, type GraphQLNamedType, type GraphQLSchema } from "graphql";
import { argumentWords, commonWords } from "./common-words.js";
import { enumWords } from "./enum-words.js";
import { fieldWords } from "./field-words.js";
import { rootWords } from "./root-words.js";
import { typeWords } from "./type-words.js";

/** Types whose name says what they are: the same words for every one of them. */
const kinds: readonly [suffix: RegExp, words: string][] = [
  [/Connection$/, "One page of a list."],
  [/Edge$/, "One row of a page, with its place."],
  [/Payload$/, "What the mutation came to: what it changed, or why it did not."],
];

const ownValues: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(enumWords).flatMap(([type, values]) => Object.entries(values).map(([value, words]) => [`${type}.${value}`, words])),
);
const ownFields: Readonly<Record<string, string>> = { ...fieldWords, ...rootWords };

/**
 * Gives every type, field, argument, input and value of an enum a description, for people who read the API in their tools (API-17). What a
 * class states itself stands; the rest is said here, once for each word that means the same everywhere.
 * Throws for anything that nobody describes, and for words about something that is not there.
 */
export function describeSchema(schema: GraphQLSchema): void {
  const silent: string[] = [];
  const used = new Set<string>();
  const take = (words: Readonly<Record<string, string>>, key: string): string | undefined => {
    used.add(key);
    return words[key];
  };
  for (const type of Object.values(schema.getTypeMap()).filter((each) => !isBuiltIn(each))) {
    type.description ??= take(typeWords, type.name) ?? kinds.find(([suffix]) => suffix.test(type.name))?.[1];
    if (!type.description) silent.push(type.name);
    for (const value of isEnumType(type) ? type.getValues() : []) {
      const place = `${type.name}.${value.name}`;
      value.description ??= take(ownValues, place);
      if (!value.description) silent.push(place);
    }
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const place = `${type.name}.${field.name}`;
      field.description ??= take(ownFields, place) ?? take(commonWords, field.name);
      if (!field.description) silent.push(place);
      for (const argument of "args" in field ? field.args : []) {
        argument.description ??= argumentWords[argument.name];
        if (!argument.description) silent.push(`${place}(${argument.name})`);
      }
    }
  }
  if (silent.length > 0) throw new Error(`These say nothing about what they are; describe them where they are defined, or in graphql/words: ${silent.join(", ")}`);
  const idle = [typeWords, ownFields, ownValues, commonWords].flatMap((words) => Object.keys(words)).filter((key) => !used.has(key));
  if (idle.length > 0) throw new Error(`graphql/words describes what is not there, or describes itself: ${idle.join(", ")}`);
}

function isBuiltIn(type: GraphQLNamedType): boolean {
  return type.name.startsWith("__") || (isScalarType(type) && ["String", "Int", "Float", "Boolean", "ID"].includes(type.name));
}
