import type { ModelLife } from "../testing/model.js";
import { tellLives } from "../testing/model-suite.js";

/** Stories that failed once: they are told for ever. */
const named: Record<string, ModelLife> = {
  "time deleted there that was to be sent again": { policy: "ask", notices: "none", stories: [[{ do: "add time", which: 82 }, { do: "sync" }, { do: "sync" }, { do: "delete time there", which: 5 }]] },
};

tellLives({ first: 1, count: 30, named });
