import { perRecord, type Load } from "./load.js";

/** So much work on so many records. */
export interface Share {
  records: number;
  load: Load;
}

/** One line for people. */
export function told({ records, load }: Share): string {
  const each = perRecord(load, records);
  return `${load.statements} statements (${each.statements.toFixed(3)} a record), ${each.cpuMs.toFixed(2)} ms of processor a record (sync ${(load.workerMs / 1_000).toFixed(1)} s, PostgreSQL ${(load.postgresMs / 1_000).toFixed(1)} s), ${load.wallSeconds.toFixed(1)} s on the wall`;
}

/** Says by how much a record is dearer among many than among few; what grew by more than `most` is answered in words. Time on the wall is told and not judged: it says how busy the machine was. */
export function growthOf(what: string, few: Share, many: Share, most: number, say: (line: string) => void): string[] {
  const [a, b] = [perRecord(few.load, few.records), perRecord(many.load, many.records)];
  const ratios = { statements: b.statements / a.statements, "processor time": b.cpuMs / a.cpuMs };
  const wall = many.load.wallSeconds / many.records / (few.load.wallSeconds / few.records);
  say(`${what}, a record of ${many.records} against one of ${few.records}: ${ratios.statements.toFixed(2)} of the statements, ${ratios["processor time"].toFixed(2)} of the processor time, ${wall.toFixed(2)} of the time on the wall`);
  return Object.entries(ratios).flatMap(([name, ratio]) => (ratio > most ? [`${what} is not linear: ${name} a record grew by ${ratio.toFixed(2)}, at most ${most}`] : []));
}
