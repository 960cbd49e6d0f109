import { Tooltip } from "@mantine/core";
import { formatInstant, formatRelative } from "../lib/format.js";
import { useFirmFacts } from "../lib/firm-facts.js";
import { useNow } from "../lib/now.js";

/** "3 minutes ago"; the exact time in the firm's zone on hover and focus (rule D9). `isQuiet` keeps it out of the tab order, for table rows. */
export function RelativeTime({ at, isQuiet = false }: { readonly at: string; readonly isQuiet?: boolean }) {
  const now = useNow();
  const { timeZone } = useFirmFacts();
  const exact = formatInstant(at, timeZone);
  const time = (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- focus shows the exact time to keyboard users (WCAG 1.4.13)
    <time dateTime={at} tabIndex={isQuiet ? undefined : 0} title={isQuiet ? exact : undefined}>
      {formatRelative(at, now)}
    </time>
  );
  return isQuiet ? time : <Tooltip label={exact}>{time}</Tooltip>;
}
