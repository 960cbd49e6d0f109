import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useQuery } from "urql";
import { graphql } from "../lib/graphql.js";
import { ledgerPickerTexts as texts } from "./ledger-picker.texts.js";
import { SearchSelect, type SelectOption } from "./search-select.js";

const itemsQuery = graphql(`query PickItem($search: String) { ledgerItems(first: 20, search: $search) { nodes { id ledgerId fullName isActive } } }`);
const customersQuery = graphql(`query PickCustomer($search: String) { ledgerCustomers(first: 20, search: $search, isLinked: false) { id ledgerId name email isActive } }`);
const peopleQuery = graphql(`query PickPerson($search: String) { ledgerPeople(first: 20, search: $search, isLinked: false) { id ledgerKind ledgerId name email isActive } }`);
const taxCodesQuery = graphql(`query PickTaxCode { connection { id settings { salesTaxCodes { id name } } } }`);

interface LedgerPickerProps {
  readonly kind: "LEDGER_ITEM" | "LEDGER_CUSTOMER" | "LEDGER_PERSON" | "LEDGER_TAX_CODE";
  readonly label: string;
  /** What stands in the field to begin with. */
  readonly proposed: { readonly ledgerId: string; readonly name: string | null } | null;
  readonly error: string | undefined;
  /** The chosen record's id, of a customer the one in QuickBooks; empty when none is chosen. */
  readonly onChange: (id: string) => void;
}

/** Finds a record of QuickBooks by typing, among what was last read. Customers and people another record is linked to are not offered. */
export function LedgerPicker({ kind, label, proposed, error, onChange }: LedgerPickerProps) {
  const [chosen, setChosen] = useState<SelectOption | null>(proposed && { value: proposed.ledgerId, label: proposed.name ?? proposed.ledgerId });
  const [text, setText] = useState("");
  const [search] = useDebouncedValue(text, 150);
  const variables = { search: search || null };
  const [{ data: items }] = useQuery({ query: itemsQuery, variables, pause: kind !== "LEDGER_ITEM" });
  const [{ data: customers }] = useQuery({ query: customersQuery, variables, pause: kind !== "LEDGER_CUSTOMER" });
  const [{ data: people }] = useQuery({ query: peopleQuery, variables, pause: kind !== "LEDGER_PERSON" });
  const [{ data: taxCodes }] = useQuery({ query: taxCodesQuery, pause: kind !== "LEDGER_TAX_CODE" });
  const marked = (name: string, isActive: boolean) => (isActive ? name : texts.inactive(name));
  const options: SelectOption[] = [
    ...(items?.ledgerItems.nodes ?? []).map((item) => ({ value: item.id, label: marked(item.fullName, item.isActive) })),
    ...(customers?.ledgerCustomers ?? []).map((customer) => ({ value: customer.ledgerId, label: marked(customer.name, customer.isActive) })),
    ...(people?.ledgerPeople ?? []).map((person) => ({ value: person.id, label: marked(texts.person(person.name, person.ledgerKind), person.isActive) })),
    ...(taxCodes?.connection.settings.salesTaxCodes ?? []).filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())).map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <SearchSelect
      label={label} value={chosen} options={options} onSearch={setText} nothing={texts.nothing} placeholder={texts[kind]} error={error} isRequired isClearable
      onChange={(option) => {
        setChosen(option);
        onChange(option?.value ?? "");
      }}
    />
  );
}
