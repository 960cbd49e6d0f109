import { useMutation } from "urql";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { refusalOf } from "../../lib/refusal.js";
import { useMay } from "../../lib/viewer.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { Facts } from "../../ui/facts.js";
import { Section } from "../../ui/page.js";
import { toast } from "../../ui/toast.js";
import { connectionTexts } from "./connection.texts.js";
import styles from "./connection.module.css";

const texts = connectionTexts.confirm;

export const confirmCompanyFragment = graphql(`
  fragment ConfirmCompany_connection on LedgerConnection {
    companyName environment previousCompanyName
    company { name legalName country homeCurrency }
  }
`);

const confirmMutation = graphql(`
  mutation ConfirmCompany($input: ConfirmCompanyInput!) {
    confirmCompany(input: $input) { connection { id state stage stateReason companyName environment } userErrors { code field message } }
  }
`);

/** The company that came back from Intuit, and the question whether it is the right one; another one than before is said out loud (UX-21). */
export function ConfirmCompany(props: { readonly connection: FragmentOf<typeof confirmCompanyFragment> }) {
  const connection = readFragment(confirmCompanyFragment, props.connection);
  const [{ fetching }, confirm] = useMutation(confirmMutation);
  const may = useMay("confirmCompany");
  const answer = async (isRight: boolean) => {
    const { data, error } = await confirm({ input: { isRight } });
    const refusal = refusalOf(error, data?.confirmCompany.userErrors);
    if (refusal) toast({ tone: "failure", message: refusal });
    else if (!isRight) toast({ message: texts.refused });
  };
  const { company } = connection;
  return (
    <Section title={texts.title} lead={texts.lead}>
      {connection.previousCompanyName ? <Banner tone="attention" title={texts.other(connection.previousCompanyName)}>{texts.otherText}</Banner> : null}
      <p className={styles["companyName"]}>{company?.name ?? connection.companyName}</p>
      <Facts
        facts={[
          ...(company?.legalName && company.legalName !== company.name ? [{ term: texts.legalName, value: company.legalName }] : []),
          ...(company?.country ? [{ term: texts.country, value: company.country }] : []),
          ...(company ? [{ term: texts.currency, value: company.homeCurrency }] : []),
          { term: texts.environment, value: texts.environments[connection.environment] },
        ]}
      />
      <div className={styles["act"]}>
        <Button look="primary" isBusy={fetching} blockedBecause={may ? null : connectionTexts.connect.forbidden} onClick={() => void answer(true)}>{texts.yes}</Button>
        <Button isBusy={fetching} blockedBecause={may ? null : connectionTexts.connect.forbidden} onClick={() => void answer(false)}>{texts.no}</Button>
      </div>
    </Section>
  );
}
