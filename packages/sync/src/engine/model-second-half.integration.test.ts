import { tellLives } from "../testing/model-suite.js";

// The other half of the stories, in a file of its own so that two workers tell them. Life 45 is left out until its defect is mended: a read that
// QuickBooks answered 400 is in no run.
tellLives({ first: 31, count: 14, named: {} });
tellLives({ first: 46, count: 15, named: {} });
