import { useNavigate } from "@tanstack/react-router";
import { useMutation } from "urql";
import { openPlanUrl } from "../plan/urls.js";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { refusalOf } from "../../lib/refusal.js";
import { useMay } from "../../lib/viewer.js";
import { Button } from "../../ui/button.js";
import { Section } from "../../ui/page.js";
import { stateIcons } from "../../ui/state-icons.js";
import { toast } from "../../ui/toast.js";
import { connectionTexts } from "./connection.texts.js";
import styles from "./connection.module.css";

const texts = connectionTexts.enable;

export const enableFragment = graphql(`
  fragment Enable_connection on LedgerConnection {
    openPlan { id } currentRun { id } preflight { result } settings { savedAt }
  }
`);

const enableMutation = graphql(`
  mutation EnableConnection {
    enableConnection {
      connection { id state stage stateReason currentRun { id number kind state phase done total } openPlan { id } }
      run { id }
      userErrors { code field message }
    }
  }
`);

/** The last step: reads QuickBooks and opens the first plan. It writes nothing. */
export function Enable(props: { readonly connection: FragmentOf<typeof enableFragment> }) {
  const { openPlan, currentRun, preflight, settings } = readFragment(enableFragment, props.connection);
  const [{ fetching }, enable] = useMutation(enableMutation);
  const navigate = useNavigate();
  const may = useMay("enableConnection");
  if (openPlan || currentRun) return null;
  const start = async () => {
    const { data, error } = await enable({});
    const refusal = refusalOf(error, data?.enableConnection.userErrors);
    if (refusal) toast({ tone: "failure", message: refusal });
    else await navigate(openPlanUrl);
  };
  const blocked = block();
  return (
    <Section title={texts.title} lead={texts.text}>
      <div className={styles["act"]}>
        <Button look="primary" isBusy={fetching} blockedBecause={blocked} onClick={() => void start()}>{texts.button}</Button>
        {blocked ? <span className={styles["blocked"]}>{stateIcons.padlock}{blocked}</span> : null}
      </div>
    </Section>
  );

  function block(): string | null {
    if (!may) return connectionTexts.settings.forbidden;
    if (preflight.some((check) => check.result === "BLOCK")) return texts.blocked;
    return settings.savedAt === null ? texts.unsaved : null;
  }
}
