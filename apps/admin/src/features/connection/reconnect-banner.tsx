import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { useMay } from "../../lib/viewer.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { connectionTexts } from "./connection.texts.js";
import { useConnect } from "./use-connect.js";

const texts = connectionTexts.reconnect;

export const reconnectFragment = graphql(`
  fragment ReconnectBanner_connection on LedgerConnection { state stage stateReason isSignInDoubted }
`);

/** The grant is no longer good, or QuickBooks says so and is asked again: what waits, and the way back in two clicks (UX-27). */
export function ReconnectBanner(props: { readonly connection: FragmentOf<typeof reconnectFragment> }) {
  const { state, stage, stateReason, isSignInDoubted } = readFragment(reconnectFragment, props.connection);
  const { connect, isLeaving } = useConnect();
  const may = useMay("connectQuickBooks");
  if (stage !== "ENABLED" || (state !== "ACTION_REQUIRED" && !isSignInDoubted)) return null;
  const [tone, title, text] = state === "ACTION_REQUIRED" ? (["failure", stateReason ?? texts.title, texts.other] as const) : (["attention", stateReason ?? texts.doubted, texts.doubtedText] as const);
  return (
    <Banner
      tone={tone} title={title}
      actions={<Button look={isSignInDoubted ? "plain" : "primary"} isBusy={isLeaving} blockedBecause={may ? null : connectionTexts.connect.forbidden} onClick={() => void connect({ isReconnect: isSignInDoubted })}>{texts.button}</Button>}
    >
      {text}
    </Banner>
  );
}
