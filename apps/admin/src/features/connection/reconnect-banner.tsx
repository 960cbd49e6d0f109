import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { useMay } from "../../lib/viewer.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { connectionTexts } from "./connection.texts.js";
import { useConnect } from "./use-connect.js";

const texts = connectionTexts.reconnect;

export const reconnectFragment = graphql(`
  fragment ReconnectBanner_connection on LedgerConnection { state stage stateReason }
`);

/** The grant is no longer good: what waits, and the way back in two clicks (UX-27). */
export function ReconnectBanner(props: { readonly connection: FragmentOf<typeof reconnectFragment> }) {
  const { state, stage, stateReason } = readFragment(reconnectFragment, props.connection);
  const { connect, isLeaving } = useConnect();
  const may = useMay("connectQuickBooks");
  if (state !== "ACTION_REQUIRED" || stage !== "ENABLED") return null;
  return (
    <Banner
      tone="failure" title={stateReason ?? texts.title}
      actions={<Button look="primary" isBusy={isLeaving} blockedBecause={may ? null : connectionTexts.connect.forbidden} onClick={() => void connect()}>{texts.button}</Button>}
    >
      {texts.other}
    </Banner>
  );
}
