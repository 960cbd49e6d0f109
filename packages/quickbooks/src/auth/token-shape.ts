import type { LedgerGrant } from "@tieout/domain";
import { z } from "zod";

const token = (length: number) => z.string().min(1).max(length).regex(/^[\x21-\x7e]+$/);

/** Lengths are Intuit's; further members may appear and mean nothing (qbo-protocol 10.3). */
const tokenAnswer = z.object({
  token_type: z.string().regex(/^bearer$/i),
  access_token: token(4_096),
  refresh_token: token(512),
  expires_in: z.number().int().positive(),
  x_refresh_token_expires_in: z.number().int().positive(),
  x_refresh_token_hard_expires_in: z.number().int().nonnegative().optional(),
});

/** The tokens in an answer, or null: a gateway's page with status 200 must never replace good tokens (reliability FC-05). */
export function tokensOf(answer: unknown): LedgerGrant | null {
  const parsed = tokenAnswer.safeParse(answer);
  if (!parsed.success) return null;
  const { data } = parsed;
  return {
    accessToken: data.access_token,
    refreshToken: data.refresh_token,
    accessExpiresIn: data.expires_in,
    refreshExpiresIn: data.x_refresh_token_expires_in,
    connectionLifetime: data.x_refresh_token_hard_expires_in || null,
  };
}
