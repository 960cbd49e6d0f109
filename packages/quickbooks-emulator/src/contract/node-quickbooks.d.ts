/** The package brings no types: what the contract tests use of it. */
declare module 'node-quickbooks' {
  type Callback = (error: unknown, answer: unknown) => void;
  const QuickBooks: (new (...settings: unknown[]) => Record<string, (...args: [...unknown[], Callback]) => void>) & { V3_ENDPOINT_BASE_URL: string };
  // The package is CommonJS: its one export is the constructor.
  export default QuickBooks;
}
