import { getRouteApi, Link } from "@tanstack/react-router";
import { useMay } from "../../lib/viewer.js";
import { Banner } from "../../ui/banner.js";
import { Page } from "../../ui/page.js";
import { TabLinks } from "../../ui/tab-links.js";
import { FromTime } from "./from-time.js";
import { ByHand } from "./by-hand.js";
import { invoicesTexts } from "./invoices.texts.js";
import { invoiceByHandUrl, invoiceFromTimeUrl, invoicesUrl } from "./urls.js";

const texts = invoicesTexts.create;
const route = getRouteApi("/shell/invoices/new");

/** A new invoice: from a client's unbilled time, or line by line. */
export function NewInvoicePage() {
  const { client, by, q } = route.useSearch();
  const mayEdit = useMay("createInvoice");
  return (
    <Page title={texts.title} trail={<Link {...invoicesUrl}>{invoicesTexts.title}</Link>}>
      {mayEdit ? (
        <>
          <TabLinks
            label={texts.ways} current={by ?? "time"}
            tabs={[{ key: "time", url: invoiceFromTimeUrl(client), label: texts.fromTime }, { key: "hand", url: invoiceByHandUrl, label: texts.byHand }]}
          />
          {by === "hand" ? <ByHand /> : <FromTime clientId={client} words={q ?? ""} />}
        </>
      ) : (
        <Banner tone="attention" title={invoicesTexts.forbidden} />
      )}
    </Page>
  );
}
