import { useState } from "react";
import { useMay } from "../lib/viewer.js";
import { Banner } from "./banner.js";
import { Button } from "./button.js";
import { IncludeAgainDialog } from "./include-again-dialog.js";
import { RelativeTime } from "./relative-time.js";
import { setAsideTexts as texts, type SetAsideKind } from "./set-aside.texts.js";

interface SetAsideBannerProps {
  readonly record: { readonly id: string; readonly kind: SetAsideKind; readonly name: string };
  readonly setAside: { readonly state: "SET_ASIDE" | "EXTERNAL"; readonly reason: string; readonly by: string; readonly at: string };
  readonly onDone: () => void;
}

/** On the page of a record that was left out: why, by whom, and the way back. */
export function SetAsideBanner({ record, setAside, onDone }: SetAsideBannerProps) {
  const [isAsking, setAsking] = useState(false);
  const may = useMay("includeAgain");
  return (
    <>
      <Banner tone="attention" title={texts.state[setAside.state]} actions={<Button blockedBecause={may ? null : texts.forbidden} onClick={() => setAsking(true)}>{texts.include}</Button>}>
        “{setAside.reason}”, {texts.by(setAside.by)}, <RelativeTime at={setAside.at} />.
      </Banner>
      {isAsking ? <IncludeAgainDialog records={[{ recordId: record.id, recordKind: record.kind, label: record.name, state: setAside.state }]} onClose={() => setAsking(false)} onDone={onDone} /> : null}
    </>
  );
}
