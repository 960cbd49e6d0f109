import { Site } from "@tieout/domain";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { id, version } from "../inputs.js";
import { checkInput } from "../operate.js";
import { updateRecord } from "../update-record.js";
import { siteFields } from "./create-site.js";

const updateSiteInput = z.object({ ...siteFields, id, version, name: siteFields.name.optional(), isActive: z.boolean().optional() });

/** Changes what is named, leaves what is absent, clears what is null; `isActive` takes the site out of the lists or back in. */
export async function updateSite(context: PracticeContext, input: z.input<typeof updateSiteInput>): Promise<Site> {
  return updateRecord(context, { type: Site, kind: "site", what: "site" }, checkInput(updateSiteInput, input));
}
