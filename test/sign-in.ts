/** The account that a first start makes, as tests and benchmarks start the server. */
export const testPassword = 'tugs-pull-at-dawn-7';
export const signInSettings = { HW_ADMIN_PASSWORD: testPassword, HW_SECOND_FACTOR: 'optional' } as const;

/** What an answer set, as `Cookie` has it. */
export const cookieOf = (answer: Response): string | undefined =>
  answer.headers.getSetCookie()[0]?.split(';')[0];

export const askToSignIn = (url: string, username: string, password: string): Promise<Response> =>
  fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });

/** The cookie of a new session. @throws what the server said when it lets nobody in */
export async function signIn(url: string, username = 'admin', password = testPassword): Promise<string> {
  const answer = await askToSignIn(url, username, password);
  const cookie = cookieOf(answer);
  if (answer.status !== 200 || cookie === undefined)
    throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  return cookie;
}
