import { runCli } from './cli/run-cli.js';

runCli(process.argv.slice(2));
