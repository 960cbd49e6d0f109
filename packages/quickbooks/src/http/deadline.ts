/**
 * Runs `work` and gives up with a `TimeoutError` after so many milliseconds, whether or not `work` heeds the signal: a body that
 * stops in the middle or a network that never answers must not hold a worker.
 */
export async function withDeadline<T>(milliseconds: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const reason = new DOMException("No answer in time.", "TimeoutError");
      controller.abort(reason);
      reject(reason);
    }, milliseconds);
  });
  try {
    return await Promise.race([work(controller.signal), expiry]);
  } finally {
    clearTimeout(timer);
  }
}
