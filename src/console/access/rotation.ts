/**
 * Requests whose answer brings a new cookie. Until it is here the old one is refused already: what others are answered meanwhile says nothing of the
 * session.
 */
let pending: Promise<unknown> = Promise.resolve();
let begun = 0;

/** Marks a request whose answer brings a new cookie. */
export function rotating<T>(answer: Promise<T>): Promise<T> {
  begun += 1;
  pending = Promise.allSettled([pending, answer]);
  return answer;
}

/** The answer to `ask`, by the cookie that counts: asked anew when it was refused while another was on its way. */
export async function byPresentCookie<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    await pending;
    const before = begun;
    try {
      return await ask();
    } catch (error) {
      if (begun === before) throw error;
    }
  }
}
