import { Link, useNavigate } from "@tanstack/react-router";
import { useMutation } from "urql";
import { graphql } from "../../lib/graphql.js";
import { useMay } from "../../lib/viewer.js";
import { ButtonLink } from "../../ui/button.js";
import { Page, Section } from "../../ui/page.js";
import { ClientForm } from "./client-form.js";
import { emptyClient, inputOf } from "./client-values.js";
import { clientsTexts as texts } from "./clients.texts.js";
import { clientsUrl, clientUrl } from "./urls.js";

const createClientMutation = graphql(`
  mutation CreateClient($input: CreateClientInput!) { createClient(input: $input) { client { id } userErrors { code field message } } }
`);

export function NewClientPage() {
  const [, create] = useMutation(createClientMutation);
  const navigate = useNavigate();
  const mayAdd = useMay("createClient");
  return (
    <Page title={texts.add} width="text" trail={<Link {...clientsUrl}>{texts.title}</Link>}>
      <Section>
        <ClientForm
          initial={emptyClient} submitText={texts.form.create} readOnlyBecause={mayAdd ? null : texts.addForbidden} cancel={<ButtonLink {...clientsUrl} look="quiet">{texts.form.cancel}</ButtonLink>}
          onSubmit={async (values) => {
            const { data, error } = await create({ input: inputOf(values) });
            const { client, userErrors } = data?.createClient ?? { client: null, userErrors: [{ code: "UNREACHABLE", field: [], message: error?.message ?? "" }] };
            if (client) await navigate(clientUrl(client.id));
            return userErrors;
          }}
        />
      </Section>
    </Page>
  );
}
