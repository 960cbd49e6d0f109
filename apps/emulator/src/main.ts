import { runCli } from '@tieout/quickbooks-emulator';

runCli(process.argv.slice(2));
