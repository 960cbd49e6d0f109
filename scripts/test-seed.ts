import fc from "fast-check";

/**
 * Random tests try the same cases in every run, so that a red run is about the change and not about luck. Another seed tries others:
 * `TIEOUT_SEED=7 pnpm test`. A campaign that is run on demand takes a seed of its own.
 */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.TIEOUT_SEED ?? 20_261_122) });
