import { useForm } from "@mantine/form";
import { getRouteApi, Link, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { useClient, useMutation, useQuery } from "urql";
import { signInUrl } from "../sign-in/urls.js";
import { auth } from "../../lib/auth.js";
import { splitErrors } from "../../lib/form-errors.js";
import { fetchViewer } from "../../lib/viewer.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { PasswordField, TextField } from "../../ui/field.js";
import { FrontPage } from "../../ui/front-page.js";
import { passwordTexts } from "../../ui/password.texts.js";
import { SkeletonRows } from "../../ui/skeleton.js";
import { acceptInvitationMutation, invitationQuery } from "./team-queries.js";
import { teamTexts } from "./team.texts.js";
import styles from "./team.module.css";

const texts = teamTexts.invitation;
const route = getRouteApi("/invitation/$token");

/** Public: where an invitation link leads. Name and password open the account and sign in. */
export function InvitationPage() {
  const { token } = route.useParams();
  const client = useClient();
  const router = useRouter();
  const [{ data, error }] = useQuery({ query: invitationQuery, variables: { token } });
  const [{ fetching }, accept] = useMutation(acceptInvitationMutation);
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { name: "", password: "" },
    validate: { name: (name) => (name.trim() ? null : texts.nameMissing), password: (password) => (password.length >= 10 ? null : passwordTexts.short) },
  });
  const invitation = data?.invitation;
  const submit = form.onSubmit(async ({ name, password }) => {
    setRefusal(null);
    const { data: answer, error: failure } = await accept({ input: { token, name: name.trim(), password } });
    const { fields, rest } = splitErrors(answer?.acceptInvitation.userErrors ?? [], ["name", "password"]);
    form.setErrors(fields);
    setRefusal(rest ?? (failure ? texts.unreachable : null));
    if (!answer?.acceptInvitation.isDone) return;
    await auth.signIn.email({ email: invitation?.email ?? "", password });
    await fetchViewer(client, true);
    router.history.push("/");
  });
  if (error) return <FrontPage title={texts.loading}><Banner tone="failure" title={texts.unreachable} isUrgent /></FrontPage>;
  if (!data) return <FrontPage title={texts.loading}><SkeletonRows rows={3} label={texts.loading} /></FrontPage>;
  if (!invitation) return <FrontPage title={texts.usedTitle} lead={texts.used}><Link {...signInUrl}>{texts.signIn}</Link></FrontPage>;
  return (
    <FrontPage title={texts.title(invitation.firmName)} lead={texts.lead(teamTexts.roles[invitation.role], invitation.email)}>
      <form onSubmit={submit} noValidate className={styles["form"]}>
        {refusal ? <Banner tone="failure" title={refusal} isUrgent /> : null}
        {/* So that a password manager knows whose password it keeps. */}
        <input type="email" name="email" autoComplete="username" value={invitation.email} readOnly hidden />
        <TextField label={texts.name} autoComplete="name" data-autofocus key={form.key("name")} {...form.getInputProps("name")} />
        <PasswordField label={texts.password} description={passwordTexts.hint} autoComplete="new-password" key={form.key("password")} {...form.getInputProps("password")} />
        <Button type="submit" look="primary" isBusy={fetching}>{texts.submit}</Button>
      </form>
    </FrontPage>
  );
}
