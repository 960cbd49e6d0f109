import "@mantine/spotlight/styles.css";
import { createSpotlight, Spotlight } from "@mantine/spotlight";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useNavigate, type LinkOptions } from "@tanstack/react-router";
import { go as fuzzySearch } from "fuzzysort";
import { useEffect, useMemo, useState } from "react";
import { useQuery } from "urql";
import { clientUrl } from "../features/clients/urls.js";
import { invoiceUrl } from "../features/invoices/urls.js";
import { problemUrl } from "../features/problems/urls.js";
import { runUrl } from "../features/runs/urls.js";
import { graphql } from "../lib/graphql.js";
import { storedChoice } from "../lib/stored.js";
import { KeyHint } from "../ui/key-hint.js";
import { appTexts } from "./app.texts.js";
import { shellQuery } from "./connection-query.js";
import { useDestinations } from "./navigation.js";
import { useSyncBlock, useSyncNow } from "./sync-button.js";

const texts = appTexts.commandMenu;

const searchQuery = graphql(`query Search($text: String!) { search(text: $text, first: 8) { kind id label detail } }`);

interface Command {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  readonly detail?: string | undefined;
  readonly keys?: string | undefined;
  readonly run: () => void;
}

const [store, actions] = createSpotlight();
const lastUsed = storedChoice("commands");

/** Where a found record lives. Kinds without a page of their own are left out. */
const pageOf: Record<string, ((id: string) => LinkOptions) | undefined> = { client: clientUrl, invoice: invoiceUrl, run: runUrl, problem: problemUrl };

function remembered(): string[] {
  return (lastUsed.get() ?? "").split(" ").filter(Boolean);
}

/** Everything one can do or go to, by typing: pages and actions from here, records from the server after a short pause (UX-05). */
export function CommandMenu({ onClose }: { readonly onClose: () => void }) {
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text.trim(), 150);
  const [{ data: shell }] = useQuery({ query: shellQuery, requestPolicy: "cache-only" });
  const [{ data: found, fetching }] = useQuery({ query: searchQuery, variables: { text: asked }, pause: asked.length < 2 });
  const block = useSyncBlock(shell?.connection);
  const { start } = useSyncNow();
  const offered = useDestinations();

  useEffect(() => {
    actions.open();
    return () => actions.close();
  }, []);

  const local = useMemo((): Command[] => {
    const pages = offered.map(({ name, url, key }) => ({ id: `go-${name}`, group: texts.pages, label: appTexts.nav[name], keys: key ? `g ${key}` : undefined, run: () => void navigate(url) }));
    const sync = appTexts.sync;
    const doings: Command[] = block
      ? []
      : [
          { id: "sync-all", group: texts.actions, label: sync.all, run: () => void start({ dryRun: false }) },
          { id: "sync-clients", group: texts.actions, label: `${sync.all}: ${sync.clients}`, run: () => void start({ kinds: ["CLIENTS"], dryRun: false }) },
          { id: "sync-invoices", group: texts.actions, label: `${sync.all}: ${sync.invoices}`, run: () => void start({ kinds: ["INVOICES"], dryRun: false }) },
          { id: "sync-time", group: texts.actions, label: `${sync.all}: ${sync.time}`, run: () => void start({ kinds: ["TIMESHEETS"], dryRun: false }) },
          { id: "plan-only", group: texts.actions, label: sync.preview, run: () => void start({ dryRun: true }) },
        ];
    return [...pages, ...doings];
  }, [offered, block, navigate, start]);

  const commands = useMemo((): Command[] => {
    const words = text.trim();
    if (!words) {
      const recent = remembered().flatMap((id) => local.filter((each) => each.id === id).map((each) => ({ ...each, group: texts.recent })));
      const ids = new Set(recent.map((each) => each.id));
      return [...recent, ...local.filter((each) => !ids.has(each.id))];
    }
    const matching = fuzzySearch(words, local, { key: "label", threshold: 0.3 }).map((each) => each.obj);
    const records = (found?.search ?? []).flatMap((hit): Command[] => {
      const page = pageOf[hit.kind];
      return page ? [{ id: hit.id, group: texts.found, label: hit.label, detail: hit.detail ?? undefined, run: () => void navigate(page(hit.id)) }] : [];
    });
    return [...matching, ...records];
  }, [text, local, found, navigate]);

  const run = (command: Command) => {
    if (!command.id.includes("=")) lastUsed.set([command.id, ...remembered().filter((id) => id !== command.id)].slice(0, 5).join(" "));
    onClose();
    command.run();
  };
  const groups = [...new Set(commands.map((each) => each.group))];
  return (
    <Spotlight.Root store={store} query={text} onQueryChange={setText} onSpotlightClose={onClose} shortcut={null} scrollable maxHeight={420} lockScroll={false} overlayProps={{ color: "var(--scrim)", backgroundOpacity: 1, blur: 0 }}>
      <Spotlight.Search placeholder={texts.placeholder} aria-label={texts.open} leftSection={<IconSearch size={18} stroke={1.6} aria-hidden="true" />} />
      <Spotlight.ActionsList>
        {groups.map((group) => (
          <Spotlight.ActionsGroup key={group} label={group}>
            {commands.filter((each) => each.group === group).map((each) => (
              <Spotlight.Action key={each.id} label={each.label} description={each.detail} onClick={() => run(each)} rightSection={each.keys ? <KeyHint keys={each.keys} /> : undefined} />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {commands.length === 0 ? <Spotlight.Empty>{fetching ? texts.searching : texts.nothing}</Spotlight.Empty> : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
