import { tellLives } from "../testing/model-suite.js";

// The other half of the stories, in a file of its own so that two workers tell them.
tellLives({ first: 31, count: 30, named: {} });
