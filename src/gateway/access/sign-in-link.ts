/** The page of the console that takes a one-time link. The token stands in the fragment, which no browser sends. */
export const signInLink = (publicUrl: string, token: string): string => `${publicUrl}/#link=${token}`;
