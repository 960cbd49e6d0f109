/** Why the emulator could not start, in one sentence that says what to do. */
export function explainFailure(error: unknown): string {
  const { code, message, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program. Stop it, or choose another with --port.`;
  if (code === 'EACCES' && port !== undefined) return `Port ${port} may not be used by this account. Choose another with --port.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return 'This computer does not have the address given with --host.';
  return message;
}
