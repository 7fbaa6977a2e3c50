/** Runs `run` once after `delayMs`; the result cancels it. An argument wherever time passes, so that tests need no sleep. */
export type Schedule = (delayMs: number, run: () => void) => () => void;

/** Real time. Does not keep the process alive. */
export const schedule: Schedule = (delayMs, run) => {
  const timer = setTimeout(run, delayMs).unref();
  return () => clearTimeout(timer);
};
