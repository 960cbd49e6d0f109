import { Button as MantineButton, Tooltip, type ButtonProps as MantineButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import { forwardRef, useId, type ComponentPropsWithoutRef, type ReactNode } from "react";
import { KeyHint } from "./key-hint.js";

type Look = "primary" | "plain" | "quiet" | "danger" | "danger-quiet";

const looks: Record<Look, Pick<MantineButtonProps, "variant" | "color">> = {
  primary: { variant: "filled" },
  plain: { variant: "default" },
  quiet: { variant: "subtle" },
  danger: { variant: "filled", color: "danger" },
  "danger-quiet": { variant: "default", color: "danger" },
};

interface OwnProps {
  /** One `primary` a screen (rule D12). */
  readonly look?: Look;
  readonly size?: "sm" | "md";
  /** Working: keeps its width, shows a turning mark, answers no second press. */
  readonly isBusy?: boolean;
  /** Why it cannot work now: said on hover and focus instead of a silent grey (rule D3). */
  readonly blockedBecause?: string | null | undefined;
  /** The key that does the same, shown in the button. */
  readonly shortcut?: string;
  readonly icon?: ReactNode;
  readonly iconAfter?: ReactNode;
  readonly children?: ReactNode;
}

export type ButtonProps = OwnProps & Omit<ComponentPropsWithoutRef<"button">, keyof OwnProps | "disabled" | "color">;

function painted({ look = "plain", size = "md", icon, iconAfter }: OwnProps): MantineButtonProps {
  return { ...looks[look], size: size === "sm" ? "compact-sm" : "sm", leftSection: icon, rightSection: iconAfter };
}

/** The product's button. A blocked one stays in the tab order and says what is missing. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { look, size, isBusy, blockedBecause, shortcut, icon, iconAfter, children, onClick, type = "button", ...rest },
  ref,
) {
  const reasonId = useId();
  const blocked = Boolean(blockedBecause);
  const button = (
    <MantineButton
      ref={ref}
      type={blocked ? "button" : type}
      {...painted({ ...(look ? { look } : {}), ...(size ? { size } : {}), icon, iconAfter: shortcut ? <KeyHint keys={shortcut} /> : iconAfter })}
      loading={isBusy ?? false}
      data-disabled={blocked || undefined}
      aria-disabled={blocked || undefined}
      aria-describedby={blocked ? reasonId : undefined}
      aria-keyshortcuts={shortcut}
      onClick={blocked ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {children}
    </MantineButton>
  );
  if (!blocked) return button;
  return (
    <Tooltip label={blockedBecause} withinPortal={false}>
      <span>
        {button}
        <span id={reasonId} className="visually-hidden">{blockedBecause}</span>
      </span>
    </Tooltip>
  );
});

const Anchor = forwardRef<HTMLAnchorElement, OwnProps & Omit<ComponentPropsWithoutRef<"a">, "color">>(function Anchor(
  { look, size, icon, iconAfter, children, isBusy: _isBusy, blockedBecause: _blocked, shortcut, ...rest },
  ref,
) {
  return (
    <MantineButton component="a" ref={ref} {...painted({ ...(look ? { look } : {}), ...(size ? { size } : {}), icon, iconAfter: shortcut ? <KeyHint keys={shortcut} /> : iconAfter })} {...rest}>
      {children}
    </MantineButton>
  );
});

/** A link to another page of the product that looks like a button. */
export const ButtonLink = createLink(Anchor);

/** The same for an address outside the product, in a new tab. */
export function ExternalButton({ href, children, ...rest }: OwnProps & { readonly href: string }) {
  return (
    <Anchor href={href} target="_blank" rel="noreferrer" {...rest}>
      {children}
    </Anchor>
  );
}
