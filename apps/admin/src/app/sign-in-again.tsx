import { useClient } from "urql";
import { SignInForm } from "../features/sign-in/sign-in-form.js";
import { sessionRenewed } from "../lib/session.js";
import { fetchViewer } from "../lib/viewer.js";
import { Dialog } from "../ui/dialog.js";
import { appTexts } from "./app.texts.js";

/** Sign-in above the page when the session ended; what was typed below stays (UX-09). */
export function SignInAgain() {
  const client = useClient();
  return (
    <Dialog isOpen isBinding onClose={() => {}} title={appTexts.sessionEnded.title} size="sm">
      <p>{appTexts.sessionEnded.text}</p>
      <SignInForm
        onSignedIn={async () => {
          await fetchViewer(client, true);
          sessionRenewed();
        }}
      />
    </Dialog>
  );
}
