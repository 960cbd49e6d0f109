import { useMutation } from "urql";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { toast } from "../../ui/toast.js";
import { discardImportMutation } from "./import-queries.js";
import { importsTexts } from "./imports.texts.js";

const texts = importsTexts.discarding;

interface DiscardDialogProps {
  readonly file: { readonly id: string; readonly fileName: string };
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Throws an upload away before anything of it was stored. */
export function DiscardDialog({ file, onClose, onDone }: DiscardDialogProps) {
  const [{ fetching }, discard] = useMutation(discardImportMutation);
  const throwAway = async () => {
    const { data, error } = await discard({ input: { importId: file.id } });
    const why = data?.discardImport.userErrors[0]?.message ?? error?.message;
    toast(why ? { tone: "failure", message: why } : { message: texts.done });
    onClose();
    onDone();
  };
  return (
    <Dialog
      isOpen onClose={onClose} title={texts.title(file.fileName)}
      actions={
        <>
          <Button data-autofocus onClick={onClose}>{texts.keep}</Button>
          <Button look="danger" isBusy={fetching} onClick={() => void throwAway()}>{texts.submit}</Button>
        </>
      }
    >
      <p>{texts.text}</p>
    </Dialog>
  );
}
