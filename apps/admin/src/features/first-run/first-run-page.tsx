import { useForm } from "@mantine/form";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useClient, useMutation, useQuery } from "urql";
import * as z from "zod/mini";
import { connectionUrl } from "../connection/urls.js";
import { signInUrl } from "../sign-in/urls.js";
import { auth } from "../../lib/auth.js";
import { checkWith } from "../../lib/check-with.js";
import { splitErrors } from "../../lib/form-errors.js";
import { graphql } from "../../lib/graphql.js";
import { currencies, timeZones } from "../../lib/places.js";
import { fetchViewer, viewerQuery } from "../../lib/viewer.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { PasswordField, SelectField, TextField } from "../../ui/field.js";
import { FrontPage } from "../../ui/front-page.js";
import { passwordTexts } from "../../ui/password.texts.js";
import { firstRunTexts as texts } from "./first-run.texts.js";
import styles from "./first-run.module.css";

const completeSetupMutation = graphql(`
  mutation CompleteSetup($input: CompleteSetupInput!) { completeSetup(input: $input) { isDone userErrors { code field message } } }
`);

const needed = () => z.string().check(z.trim(), z.minLength(1, texts.required));
const values = z.object({
  code: needed(), firmName: needed(), timeZone: needed(), homeCurrency: needed(), name: needed(),
  email: z.string().check(z.trim(), z.email(texts.emailInvalid)),
  password: z.string().check(z.minLength(10, passwordTexts.short)),
});

/** The first visit to a new installation: the one-time code of the log makes the firm and its first administrator. */
export function FirstRunPage() {
  const client = useClient();
  const navigate = useNavigate();
  const [{ data }] = useQuery({ query: viewerQuery });
  const [, complete] = useMutation(completeSetupMutation);
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { code: "", firmName: "", timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone, homeCurrency: "USD", name: "", email: "", password: "" },
    validate: checkWith(values),
  });
  const submit = form.onSubmit(async (input) => {
    setBusy(true);
    setFailure(null);
    const answer = await complete({ input: { ...input, email: input.email.trim(), code: input.code.trim() } });
    const { fields, rest } = splitErrors(answer.data?.completeSetup.userErrors ?? [], Object.keys(input));
    form.setErrors(fields);
    setFailure(answer.error ? texts.unreachable : rest);
    if (answer.data?.completeSetup.isDone) {
      await auth.signIn.email({ email: input.email.trim(), password: input.password });
      await fetchViewer(client, true);
      await navigate(connectionUrl);
    }
    setBusy(false);
  });
  if (data && !data.setupState.needsFirstAdmin && !isBusy) {
    return <FrontPage title={texts.title} lead={texts.done}><Link {...signInUrl}>{texts.signIn}</Link></FrontPage>;
  }
  return (
    <FrontPage title={texts.title} lead={texts.lead}>
      <form onSubmit={submit} className={styles["form"]} noValidate>
        {failure ? <Banner tone="failure" title={failure} isUrgent /> : null}
        <TextField label={texts.code} description={texts.codeHelp} autoComplete="off" spellCheck={false} key={form.key("code")} {...form.getInputProps("code")} />
        <fieldset className={styles["group"]}>
          <legend>{texts.firm}</legend>
          <TextField label={texts.firmName} autoComplete="organization" key={form.key("firmName")} {...form.getInputProps("firmName")} />
          <SelectField label={texts.timeZone} description={texts.timeZoneHelp} data={timeZones()} searchable limit={50} key={form.key("timeZone")} {...form.getInputProps("timeZone")} />
          <SelectField label={texts.homeCurrency} data={currencies()} searchable limit={50} key={form.key("homeCurrency")} {...form.getInputProps("homeCurrency")} />
        </fieldset>
        <fieldset className={styles["group"]}>
          <legend>{texts.you}</legend>
          <TextField label={texts.name} autoComplete="name" key={form.key("name")} {...form.getInputProps("name")} />
          <TextField label={texts.email} type="email" autoComplete="username" inputMode="email" key={form.key("email")} {...form.getInputProps("email")} />
          <PasswordField label={texts.password} description={passwordTexts.hint} autoComplete="new-password" key={form.key("password")} {...form.getInputProps("password")} />
        </fieldset>
        <Button type="submit" look="primary" isBusy={isBusy}>{texts.submit}</Button>
      </form>
    </FrontPage>
  );
}
