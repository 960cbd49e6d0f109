import { useLayoutEffect, useRef, type ReactNode, type RefObject } from "react";
import { cellId } from "./mapping-row.js";
import styles from "./mapping.module.css";

/** Most the picker needs below its row. */
const room = 340;

/** Puts its content under the service cell of a row, or above it near the end of the grid. */
export function Placed({ frame, rowId, children }: { readonly frame: RefObject<HTMLElement | null>; readonly rowId: string; readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const cell = document.getElementById(cellId(rowId, "service"));
    if (!cell || !frame.current || !box.current) return;
    const outer = frame.current.getBoundingClientRect();
    const { top, bottom, left } = cell.getBoundingClientRect();
    const isAbove = bottom + room > window.innerHeight && top - room > 0;
    box.current.style.insetInlineStart = `${Math.max(8, Math.min(left - outer.left, outer.width - box.current.offsetWidth - 8))}px`;
    box.current.toggleAttribute("data-above", isAbove);
    if (isAbove) box.current.style.bottom = `${outer.bottom - top}px`;
    else box.current.style.top = `${bottom - outer.top}px`;
  }, [frame, rowId]);
  return <div ref={box} className={styles["placed"]}>{children}</div>;
}
