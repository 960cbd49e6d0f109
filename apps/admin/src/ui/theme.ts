import { createTheme, type VariantColorsResolver } from "@mantine/core";

/** How a button of each variant is painted. Colours are tokens (tokens.css), so light and dark need no second rule. */
const paint: VariantColorsResolver = ({ variant, color }) => {
  const danger = color === "danger";
  const tone = danger ? "var(--failure)" : "var(--accent)";
  switch (variant) {
    case "filled":
      return {
        background: tone,
        hover: danger ? "var(--failure-strong)" : "var(--accent-strong)",
        color: danger ? "var(--on-failure)" : "var(--on-accent)",
        border: "1px solid transparent",
      };
    case "light":
      return {
        background: danger ? "var(--failure-soft)" : "var(--accent-soft)",
        hover: danger ? "var(--failure-soft)" : "var(--accent-soft)",
        color: tone,
        border: "1px solid transparent",
      };
    case "subtle":
      return { background: "transparent", hover: "var(--sunken)", color: danger ? tone : "var(--ink)", border: "1px solid transparent" };
    default:
      return { background: "var(--surface)", hover: "var(--sunken)", color: danger ? tone : "var(--ink)", border: "1px solid var(--control)" };
  }
};

const ledger = ["#e9f3ee", "#cfe5da", "#a9cfbd", "#7fb69d", "#58a081", "#38896a", "#1f7757", "#0f6b4f", "#0b5740", "#074231"] as const;

/** Defaults of every Mantine part; its colours and sizes come from tokens.css, never from here. */
export const theme = createTheme({
  primaryColor: "ledger",
  primaryShade: 7,
  colors: { ledger },
  fontFamily: "var(--font)",
  respectReducedMotion: true,
  cursorType: "pointer",
  variantColorResolver: paint,
  components: {
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 100 }, overlayProps: { color: "var(--scrim)", backgroundOpacity: 1 } } },
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, transitionProps: { duration: 100 }, withinPortal: true, shadow: "md" } },
    Popover: { defaultProps: { transitionProps: { duration: 100 }, shadow: "md" } },
    Tooltip: { defaultProps: { transitionProps: { duration: 100 }, events: { hover: true, focus: true, touch: true }, openDelay: 200 } },
    // Help stands under its field, so that fields side by side line up.
    InputWrapper: { defaultProps: { inputWrapperOrder: ["label", "input", "description", "error"] } },
    Switch: { defaultProps: { size: "sm" } },
  },
});
