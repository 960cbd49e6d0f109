import { z } from "zod";
import { optionalText } from "../wire.js";

/** Name and country of the company file (GET /companyinfo/{realmId}). */
export const companyInfo = z.object({
  CompanyName: optionalText,
  LegalName: optionalText,
  Country: optionalText,
  CompanyAddr: z.object({ Country: optionalText }).nullish(),
});
