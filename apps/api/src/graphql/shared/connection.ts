import { View } from "./view.js";
import { HubError } from "@tieout/domain";
import type { PageCursor, Slice } from "@tieout/store";
import { ArgsType, Field, Int, type ClassType } from "type-graphql";
import { z } from "zod";

@View("PageInfo")
export class PageInfoType {
  @Field(() => Boolean)
  hasNextPage: boolean;
  @Field(() => Boolean)
  hasPreviousPage: boolean;
  @Field(() => String, { nullable: true })
  startCursor: string | null;
  @Field(() => String, { nullable: true })
  endCursor: string | null;
}

/** Largest page anybody gets. */
export const largestPage = 100;

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, defaultValue: 50, description: "1 to 100." })
  first: number | null;
  @Field(() => String, { nullable: true, description: "The endCursor of the page before." })
  after?: string | null;
}

/** One page of a list in Relay's shape. */
export interface Connection<Row> {
  edges: { node: Row; cursor: string }[];
  nodes: Row[];
  pageInfo: PageInfoType;
  totalCount?: () => Promise<number>;
}

interface ConnectionOptions {
  /** Lists that only grow at one end are not counted. */
  hasTotal?: boolean;
}

/** The `XEdge` and `XConnection` types of a node type. */
export function connectionType<Row extends object>(Node: ClassType<Row>, name: string, { hasTotal = true }: ConnectionOptions = {}) {
  @View(`${name}Edge`)
  class Edge {
    @Field(() => Node)
    node: Row;
    @Field(() => String)
    cursor: string;
  }

  @View(`${name}Connection`)
  class Page {
    @Field(() => [Edge])
    edges: Edge[];
    @Field(() => [Node])
    nodes: Row[];
    @Field(() => PageInfoType)
    pageInfo: PageInfoType;
  }
  if (hasTotal) Field(() => Int, { description: "Counted to 10,001 at most." })(Page.prototype, "totalCount");
  return Page;
}

/** What a list query needs of the arguments. @throws HubError `INVALID` for a page size or cursor that cannot be. */
export function pageOf({ first: asked, after }: PageArgs): { first: number; after: PageCursor | null } {
  const first = asked ?? 50;
  if (first < 1 || first > largestPage) throw new HubError("INVALID", `first must lie between 1 and ${largestPage}.`, ["first"]);
  return { first, after: after ? readCursor(after) : null };
}

export function toConnection<Row extends { id: string }>(slice: Slice<Row>, after: string | null | undefined, count?: () => Promise<number>): Connection<Row> {
  const { rows } = slice;
  const cursorAt = (index: number): string | null => {
    const row = rows.at(index);
    return row ? writeCursor(slice.cursorOf(row)) : null;
  };
  return {
    // Only for those who ask: most ask for nodes.
    get edges() {
      return rows.map((row) => ({ node: row, cursor: writeCursor(slice.cursorOf(row)) }));
    },
    nodes: rows,
    pageInfo: { hasNextPage: slice.hasNextPage, hasPreviousPage: Boolean(after), startCursor: cursorAt(0), endCursor: cursorAt(-1) },
    totalCount: count,
  };
}

function writeCursor(cursor: PageCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

const CursorText = z.tuple([z.string().max(500), z.string().max(100)]);

function readCursor(text: string): PageCursor {
  try {
    return CursorText.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  } catch {
    throw new HubError("INVALID", "This is not a cursor. Send back an endCursor the API gave.", ["after"]);
  }
}
