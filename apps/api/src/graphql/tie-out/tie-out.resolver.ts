import { bySizeOfDifference, canonicalJson, decimal, ledgerOnlyReasons, tieOutReasons, type TieOutClient, type TieOutDocument, type TieOutLedgerOnly } from "@tieout/domain";
import { liveConnection } from "@tieout/practice";
import { countTieOuts, listTieOuts, tieOutOfDay, type Slice, type TieOutRow, type TieOutView } from "@tieout/store";
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { reportPath } from "../../tie-out/report-path.js";
import { RunPayload } from "../run/run.type.js";
import { Access, bookkeepers, readers } from "../shared/access.js";
import { PageArgs, pageOf, toConnection } from "../shared/connection.js";
import type { Context } from "../shared/context.js";
import { idempotent } from "../shared/idempotency.js";
import { DateScalar } from "../shared/scalars.js";
import { answer } from "../shared/user-error.js";
import { RunTieOutInput, TieOutClientsArgs, TieOutsArgs } from "./tie-out.inputs.js";
import {
  TieOutCheckType, TieOutClientConnectionType, TieOutConnectionType, TieOutCountType, TieOutDocumentConnectionType, TieOutDocumentType, TieOutLedgerOnlyConnectionType, TieOutLedgerOnlyType, TieOutType,
} from "./tie-out.type.js";

/** Proofs that both sides agree: reading them, and making one now. */
@Resolver(() => TieOutType)
export class TieOutResolver {
  @Access({ roles: readers, scopes: ["SYNC_READ"] })
  @Query(() => TieOutType, { nullable: true, description: "The last proof of a day; null when there is none." })
  tieOut(@Arg("date", () => DateScalar, { nullable: true }) date: string | null, @Ctx() { read }: Context): Promise<TieOutView | null> {
    return read((session) => tieOutOfDay(session, date));
  }

  @Access({ roles: readers, scopes: ["SYNC_READ"] })
  @Query(() => TieOutConnectionType, { description: "Proofs of the present connection, the newest first." })
  async tieOuts(@Args(() => TieOutsArgs) args: TieOutsArgs, @Ctx() { read }: Context) {
    const page = pageOf(args);
    const filter = { isDaily: args.isDaily };
    return toConnection(await read((session) => listTieOuts(session, filter, page)), args.after, () => read((session) => countTieOuts(session, filter)));
  }

  @Access({ roles: bookkeepers, scopes: ["SYNC_RUN"] })
  @Mutation(() => RunPayload, { description: "Ties out now. The proof is there when the run is done." })
  runTieOut(@Arg("input", () => RunTieOutInput, { nullable: true }) input: RunTieOutInput | null, @Ctx() context: Context): Promise<RunPayload> {
    return idempotent(context, "runTieOut", input ?? {}, () =>
      answer<RunPayload>(async () => {
        const { app, signedIn, read, loaders, trigger } = context;
        const connection = await read(liveConnection);
        const { runId } = await app.engine.tieOut({ firmId: signedIn.firmId, connectionId: connection.id, isChecked: input?.checkReport ?? false, trigger, requestedBy: signedIn.name });
        return { run: await loaders.run.load(runId) };
      }, {}),
    );
  }

  @FieldResolver(() => String, { description: "The firm's name when it was made." })
  async firmName(@Root() { id }: TieOutView, @Ctx() context: Context): Promise<string> {
    return (await whole(context, id)).statement.firm;
  }

  @FieldResolver(() => String, { description: "The company's name in QuickBooks when it was made." })
  async companyName(@Root() { id }: TieOutView, @Ctx() context: Context): Promise<string> {
    return (await whole(context, id)).statement.company;
  }

  @FieldResolver(() => TieOutDocumentConnectionType, { description: "The documents that differ: what nobody explains first, then by the size of the difference." })
  async documents(@Root() { id }: TieOutView, @Args(() => PageArgs) args: PageArgs, @Ctx() context: Context) {
    return paged(bySizeOfDifference((await whole(context, id)).statement.figures.documents), args);
  }

  @FieldResolver(() => TieOutClientConnectionType, { description: "What each client owes on both sides, by name." })
  async clients(@Root() { id }: TieOutView, @Args(() => TieOutClientsArgs) args: TieOutClientsArgs, @Ctx() context: Context) {
    const { clients } = (await whole(context, id)).statement.figures;
    return paged(args.isDifferent ? clients.filter(({ difference }: TieOutClient) => !decimal(difference).eq(0)) : clients, args);
  }

  @FieldResolver(() => TieOutLedgerOnlyConnectionType, { description: "Open invoices that only QuickBooks has, by customer." })
  async ledgerOnly(@Root() { id }: TieOutView, @Args(() => PageArgs) args: PageArgs, @Ctx() context: Context) {
    return paged((await whole(context, id)).statement.figures.ledgerOnly, args);
  }

  @FieldResolver(() => [TieOutCountType], { description: "Records of each kind on both sides." })
  async counts(@Root() { id }: TieOutView, @Ctx() context: Context) {
    return (await whole(context, id)).statement.figures.counts;
  }

  @FieldResolver(() => TieOutCheckType, { nullable: true, description: "Null when QuickBooks was not asked for its report." })
  async check(@Root() { id }: TieOutView, @Ctx() context: Context) {
    return (await whole(context, id)).statement.check;
  }

  @FieldResolver(() => String, { description: "Ed25519 signature of the canonical statement with the firm's own key, base64url." })
  async signature(@Root() { id }: TieOutView, @Ctx() context: Context): Promise<string> {
    return (await whole(context, id)).signature;
  }

  @FieldResolver(() => String, { description: "The key to check the signature with, PEM." })
  async publicKey(@Root() { id }: TieOutView, @Ctx() context: Context): Promise<string> {
    return (await whole(context, id)).publicKey;
  }

  @FieldResolver(() => Boolean, { description: "Whether the figures are still what was signed, checked now." })
  async isAuthentic(@Root() { id }: TieOutView, @Ctx() context: Context): Promise<boolean> {
    const { statement, signature, keyVersion } = await whole(context, id);
    return context.app.vault.isSigned(canonicalJson(statement), { value: signature, keyVersion }, context.signedIn.firmId);
  }

  @FieldResolver(() => String, { description: "Where the printable statement is." })
  pdfUrl(@Root() { id }: TieOutView): string {
    return reportPath(id, "pdf");
  }

  @FieldResolver(() => String, { description: "Where the statement is as a table." })
  csvUrl(@Root() { id }: TieOutView): string {
    return reportPath(id, "csv");
  }

  @FieldResolver(() => String, { description: "Where exactly those bytes are that were signed." })
  statementUrl(@Root() { id }: TieOutView): string {
    return reportPath(id, "json");
  }
}

@Resolver(() => TieOutDocumentType)
export class TieOutDocumentFields {
  @FieldResolver(() => String, { description: "The reason in words." })
  reasonText(@Root() { reason }: TieOutDocument): string {
    return tieOutReasons[reason].words;
  }

  @FieldResolver(() => Boolean, { description: "False for what nobody can account for." })
  isExplained(@Root() { reason }: TieOutDocument): boolean {
    return tieOutReasons[reason].isExplained;
  }

  @FieldResolver(() => String, { nullable: true, description: "Where it opens in QuickBooks; null for what is not there." })
  ledgerUrl(@Root() { reason, ledgerId }: TieOutDocument, @Ctx() { links }: Context): Promise<string | null> {
    return links.urlOf("invoice", reason === "deleted-there" ? null : ledgerId);
  }
}

@Resolver(() => TieOutLedgerOnlyType)
export class TieOutLedgerOnlyFields {
  @FieldResolver(() => String, { description: "The reason in words." })
  reasonText(@Root() { reason }: TieOutLedgerOnly): string {
    return ledgerOnlyReasons[reason];
  }

  @FieldResolver(() => String, { nullable: true, description: "Where it opens in QuickBooks." })
  ledgerUrl(@Root() { ledgerId }: TieOutLedgerOnly, @Ctx() { links }: Context): Promise<string | null> {
    return links.urlOf("invoice", ledgerId);
  }
}

/** Everything of a proof, once a request. */
async function whole({ loaders }: Context, id: string): Promise<TieOutRow> {
  const row = await loaders.tieOut.load(id);
  if (!row) throw new Error("This proof is gone.");
  return row;
}

/** One page of a list that is a part of its statement; a cursor says after how many rows it begins. */
function paged<Row extends TieOutClient | TieOutDocument | TieOutLedgerOnly>(rows: readonly Row[], args: PageArgs) {
  const { first, after } = pageOf(args);
  const from = after ? Number(after[0]) : 0;
  const slice: Slice<Row & { id: string }> = {
    rows: rows.slice(from, from + first).map((row, index) => ({ ...row, id: String(from + index + 1) })),
    hasNextPage: rows.length > from + first,
    cursorOf: ({ id }) => [id, id],
  };
  return toConnection(slice, args.after, async () => rows.length);
}
