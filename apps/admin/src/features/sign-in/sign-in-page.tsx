import { getRouteApi, Navigate, useRouter } from "@tanstack/react-router";
import { useClient, useQuery } from "urql";
import { fetchViewer, viewerQuery } from "../../lib/viewer.js";
import { FrontPage } from "../../ui/front-page.js";
import { SignInForm } from "./sign-in-form.js";
import { signInTexts as texts } from "./sign-in.texts.js";

const route = getRouteApi("/sign-in");

export function SignInPage() {
  const { to } = route.useSearch();
  const router = useRouter();
  const client = useClient();
  const [{ data }] = useQuery({ query: viewerQuery });
  if (data?.setupState.needsFirstAdmin) return <Navigate to="/setup" />;
  return (
    <FrontPage title={texts.title} lead={texts.lead} foot={data?.setupState.isDemo ? texts.demo : undefined}>
      <SignInForm
        onSignedIn={async () => {
          await fetchViewer(client, true);
          router.history.push(to ?? "/");
        }}
      />
    </FrontPage>
  );
}
