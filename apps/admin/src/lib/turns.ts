/**
 * One after the other, in the order it was asked for. Answers that carry the server's new numbers come in the order they were made then:
 * the last to arrive is the last that counted. What fails keeps nobody waiting.
 */
export function createTurns(): <Answer>(work: () => Promise<Answer>) => Promise<Answer> {
  let tail: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = tail.then(work);
    tail = done.catch(() => undefined);
    return done;
  };
}
