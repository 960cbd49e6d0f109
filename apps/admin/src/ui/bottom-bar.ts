import { useEffect, useRef, type RefObject } from "react";

/** For a bar that sticks to the bottom of the page: toasts stand above it, whatever its height, while it is there. */
export function useBottomBar(): RefObject<HTMLElement | null> {
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    const { current } = bar;
    if (!current) return;
    const root = document.documentElement.style;
    const observer = new ResizeObserver(() => root.setProperty("--bottom-bar", `${current.offsetHeight}px`));
    observer.observe(current);
    return () => {
      observer.disconnect();
      root.removeProperty("--bottom-bar");
    };
  }, []);
  return bar;
}
