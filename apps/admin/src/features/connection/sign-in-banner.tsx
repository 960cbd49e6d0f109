import { formatDay } from "../../lib/format.js";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { useNow } from "../../lib/now.js";
import { useMay } from "../../lib/viewer.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { connectionTexts } from "./connection.texts.js";
import { useConnect } from "./use-connect.js";

const texts = connectionTexts.signIn;

export const signInFragment = graphql(`
  fragment SignInBanner_connection on LedgerConnection { state signIn { endsAt isFinal warningDays } }
`);

/** The sign-in ends within a month: the day, what renews it, and the way to do so. A sign-in that is refused already has a banner of its own. */
export function SignInBanner(props: { readonly connection: FragmentOf<typeof signInFragment> }) {
  const { state, signIn } = readFragment(signInFragment, props.connection);
  const { connect, isLeaving } = useConnect();
  const may = useMay("connectQuickBooks");
  const now = useNow();
  if (!signIn?.warningDays || state === "ACTION_REQUIRED") return null;
  const days = Math.floor((Date.parse(signIn.endsAt) - now) / 86_400_000);
  return (
    <Banner
      tone="attention" title={texts.title(formatDay(signIn.endsAt.slice(0, 10)), days)}
      actions={<Button isBusy={isLeaving} blockedBecause={may ? null : connectionTexts.connect.forbidden} onClick={() => void connect({ isReconnect: true })}>{texts.button}</Button>}
    >
      {signIn.isFinal ? texts.final : texts.idle}
    </Banner>
  );
}
