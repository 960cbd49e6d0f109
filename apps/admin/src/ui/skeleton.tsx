import styles from "./skeleton.module.css";

/** A line that will hold text; the shape of what is coming, so that nothing jumps (rule D8). */
export function SkeletonLine({ width = "60%" }: { readonly width?: string }) {
  return <span className={styles["line"]} style={{ width }} />;
}

/** Lines of the final row height while a list loads. Announced once, politely, by its label. */
export function SkeletonRows({ rows = 8, label }: { readonly rows?: number; readonly label: string }) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={styles["row"]}>
          <SkeletonLine width={`${28 + ((index * 37) % 30)}%`} />
          <SkeletonLine width="14%" />
          <SkeletonLine width="10%" />
        </div>
      ))}
    </div>
  );
}
