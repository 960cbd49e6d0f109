/** Loaded before a program (`node --import`): every clock JavaScript can ask in its process is ahead by so many minutes, behind by negative ones. */
const aheadMs = Number(process.env["CLOCK_AHEAD_MINUTES"]) * 60_000;
const Real = Date;
const now = () => Real.now() + aheadMs;

globalThis.Date = new Proxy(Real, {
  construct: (target, args: [], newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
  apply: () => new Real(now()).toString(),
  get: (target, property) => (property === "now" ? now : (Reflect.get(target, property) as unknown)),
});
