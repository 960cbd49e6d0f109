/** The record a number stands for, of however many there are; undefined when there are none. */
export function pick<T>(items: readonly T[], which: number): T | undefined {
  return items[which % Math.max(1, items.length)];
}
