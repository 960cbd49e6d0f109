import { commitImport, decideImportMapping, discardImport, proposeImportMappings, type ImportTarget } from "@tieout/practice";
import { countImportRows, importVerdicts, listImportRows, listImports, type ImportRowView, type ImportView } from "@tieout/store";
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { Access, bookkeepers } from "../shared/access.js";
import { PageArgs, pageOf, toConnection } from "../shared/connection.js";
import type { Context } from "../shared/context.js";
import { encodeId, keyOf } from "../shared/global-id.js";
import { answer } from "../shared/user-error.js";
import { CommitImportInput, DecideImportValuesInput, ImportInput, ImportRowsArgs } from "./import.inputs.js";
import { ImportConnectionType, ImportCountType, ImportPayload, ImportRowConnectionType, ImportRowType, ImportType, ImportValueType } from "./import.type.js";

const targetTypes = { client: "Client", category: "BillableCategory", staff: "StaffMember" } as const;
type ImportTargetField = keyof typeof targetTypes;

@Resolver(() => ImportType)
export class ImportResolver {
  @Access({ roles: bookkeepers, scopes: ["CLIENTS_READ", "TIME_READ"] })
  @Query(() => ImportConnectionType)
  async imports(@Args(() => PageArgs) args: PageArgs, @Ctx() { read }: Context) {
    const page = pageOf(args);
    return toConnection(await read((session) => listImports(session, page)), args.after);
  }

  @Access({ roles: bookkeepers, scopes: ["CLIENTS_READ", "TIME_READ"] })
  @Query(() => ImportType, { nullable: true })
  import(@Arg("id", () => ID) id: string, @Ctx() { loaders }: Context) {
    return loaders.import.load(keyOf("Import", id, ["id"]));
  }

  @Access({ roles: bookkeepers, scopes: ["CLIENTS_WRITE", "TIME_WRITE"] })
  @Mutation(() => ImportPayload, { description: "Keeps what values of a product's files stand for, for this and every later upload, and judges the rows again." })
  decideImportValues(@Arg("input", () => DecideImportValuesInput) { importId, decisions }: DecideImportValuesInput, @Ctx() { practice, loaders }: Context): Promise<ImportPayload> {
    return answer<ImportPayload>(async () => {
      const id = keyOf("Import", importId, ["input", "importId"]);
      await decideImportMapping(practice, {
        importId: id,
        decisions: decisions.map(({ field, value, targetId, create, isSkipped }, index) => ({
          field,
          value,
          ...(targetId && { targetId: keyOf(["Client", "StaffMember", "BillableCategory", "BillableType"], targetId, ["input", "decisions", String(index), "targetId"]) }),
          ...(create && { create: true as const }),
          ...(isSkipped && { skip: true as const }),
        })),
      });
      return { import: await loaders.import.load(id) };
    }, {});
  }

  @Access({ roles: bookkeepers, scopes: ["CLIENTS_WRITE", "TIME_WRITE"] })
  @Mutation(() => ImportPayload, { description: "Makes records of the rows that are ready; follow it with importProgress. Safe to repeat: no row becomes a record twice." })
  commitImport(@Arg("input", () => CommitImportInput) { importId, leaveUnmapped }: CommitImportInput, @Ctx() { practice, loaders }: Context): Promise<ImportPayload> {
    return answer<ImportPayload>(async () => {
      const id = keyOf("Import", importId, ["input", "importId"]);
      await commitImport(practice, { importId: id, leaveUnmapped });
      return { import: await loaders.import.load(id) };
    }, {});
  }

  @Access({ roles: bookkeepers, scopes: ["CLIENTS_WRITE", "TIME_WRITE"] })
  @Mutation(() => ImportPayload)
  discardImport(@Arg("input", () => ImportInput) { importId }: ImportInput, @Ctx() { practice, loaders }: Context): Promise<ImportPayload> {
    return answer<ImportPayload>(async () => {
      const id = keyOf("Import", importId, ["input", "importId"]);
      await discardImport(practice, { importId: id });
      return { import: await loaders.import.load(id) };
    }, {});
  }

  @FieldResolver(() => [ImportCountType])
  counts(@Root() { id }: ImportView, @Ctx() { read }: Context): Promise<ImportCountType[]> {
    return read((session) => importVerdicts(session, id));
  }

  @FieldResolver(() => ImportRowConnectionType)
  async rows(@Root() { id }: ImportView, @Args(() => ImportRowsArgs) args: ImportRowsArgs, @Ctx() { read }: Context) {
    const page = pageOf(args);
    return toConnection(await read((session) => listImportRows(session, id, args.verdicts, page)), args.after, () => read((session) => countImportRows(session, id, args.verdicts)));
  }

  @FieldResolver(() => [ImportValueType], { description: "Values that stand for our records, most used first; none for a file of clients." })
  async values(@Root() { id, kind, state }: ImportView, @Ctx() { practice, loaders }: Context): Promise<ImportValueType[]> {
    if (kind !== "time" || !["preview", "committing", "committed"].includes(state)) return [];
    const values = await proposeImportMappings(practice, { importId: id });
    const billables = values.filter(({ field }) => field === "category").flatMap(({ target, suggestions }) => [...(target ? [target.id] : []), ...suggestions.map((suggestion) => suggestion.target.id)]);
    const types = new Set((await loaders.type.loadMany([...new Set(billables)])).flatMap((type) => (type && !(type instanceof Error) ? [type.id] : [])));
    const globalId = (field: ImportTargetField, targetId: string) => encodeId(field === "category" && types.has(targetId) ? "BillableType" : targetTypes[field], targetId);
    return values.map(({ target, origin, suggestions, ...value }) => ({
      ...value,
      targetId: target && globalId(value.field, target.id),
      targetLabel: target && labelOf(target),
      isDecided: origin === "decided",
      proposals: suggestions.map(({ target: candidate, score }) => ({ targetId: globalId(value.field, candidate.id), label: labelOf(candidate), score })),
    }));
  }
}

@Resolver(() => ImportRowType)
export class ImportRowFields {
  @FieldResolver(() => [String])
  reasons(@Root() { reasons }: ImportRowView): string[] {
    return reasons.map(({ message }) => message);
  }

  @FieldResolver(() => ID, { nullable: true })
  recordId(@Root() { recordId, content }: ImportRowView): string | null {
    if (!recordId) return null;
    const kind = (content as { kind?: string } | null)?.kind;
    return encodeId(kind === "time" ? "TimeEntry" : kind === "site" ? "Site" : "Client", recordId);
  }
}

function labelOf({ name, code }: ImportTarget): string {
  return code ? `${code} ${name}` : name;
}
