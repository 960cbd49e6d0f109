import { useState } from "react";
import { SelectField } from "./field.js";

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

interface SearchSelectProps {
  readonly label: string;
  readonly value: SelectOption | null;
  readonly onChange: (option: SelectOption | null) => void;
  /** What fits the text being typed, best first. */
  readonly options: readonly SelectOption[];
  readonly onSearch: (text: string) => void;
  /** Shown when nothing fits. */
  readonly nothing: string;
  readonly placeholder?: string;
  readonly error?: string | null | undefined;
  readonly description?: string;
  readonly isRequired?: boolean;
  readonly isClearable?: boolean;
  readonly hideLabel?: boolean;
  readonly id?: string;
}

/** A field that finds one of many records by typing; the server (or the caller) decides what fits. */
export function SearchSelect({ label, value, onChange, options, onSearch, nothing, placeholder, error, description, isRequired, isClearable, hideLabel, id }: SearchSelectProps) {
  const [text, setText] = useState(value?.label ?? "");
  const isTyping = text !== (value?.label ?? "");
  const known = !value || isTyping || options.some((option) => option.value === value.value) ? options : [value, ...options];
  return (
    <SelectField
      id={id} label={hideLabel ? undefined : label} aria-label={hideLabel ? label : undefined} placeholder={placeholder} error={error} description={description} withAsterisk={isRequired}
      searchable clearable={isClearable} allowDeselect={false} selectFirstOptionOnChange maxDropdownHeight={280} nothingFoundMessage={nothing} comboboxProps={{ shadow: "md", transitionProps: { duration: 0 } }}
      data={known.some((option) => option.value === value?.value) || !value ? [...known] : [value, ...known]}
      // The options already fit the text.
      filter={({ options: fitting }) => fitting}
      searchValue={text}
      onSearchChange={(next) => {
        setText(next);
        onSearch(next === value?.label ? "" : next);
      }}
      value={value?.value ?? null}
      onChange={(_next, option) => onChange(option ? { value: option.value, label: option.label } : null)}
    />
  );
}
