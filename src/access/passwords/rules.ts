import type { Role } from '../../model/access.ts';

const longest = 256;
const shortest = 12;
/** Of those who can open doors for others. */
const shortestOfPowerful = 15;
const powerful: readonly Role[] = ['administrator', 'harbourmaster'];

/** Guesses below which a password is easy: what zxcvbn calls safely unguessable begins here. */
const fewestGuesses = 1e8;
/** What is estimated of a long password: the estimate grows with the square of the length. */
const estimated = 40;

/** Whom a password is for. */
export interface PasswordOwner {
  readonly username: string;
  readonly roles: readonly Role[];
  /** Name of the port. */
  readonly port: string;
}

const tooShort = (password: string, least: number): string | null => {
  const length = [...password].length;
  if (length < least)
    return `a password needs at least ${least} characters; a sentence of four words is easy to keep`;
  return length > longest ? `a password has at most ${longest} characters` : null;
};

/** Whether a name stands in it, or is all of it where the name is short enough to be in many words. */
function holds(password: string, name: string): boolean {
  const plain = name.toLowerCase();
  return plain.length < 5 ? password === plain : password.includes(plain);
}

/** Loaded when a password is chosen: the lists take some megabytes. */
async function estimator() {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  return { zxcvbn, common: new Set(dictionary['passwords-common']) };
}
let loaded: ReturnType<typeof estimator> | null = null;

/** Why a password cannot be taken, and what to do; null: it can. */
export async function passwordFault(password: string, owner: PasswordOwner): Promise<string | null> {
  const least = owner.roles.some((role) => powerful.includes(role)) ? shortestOfPowerful : shortest;
  const short = tooShort(password, least);
  if (short !== null) return short;
  const plain = password.toLowerCase();
  if (holds(plain, owner.username) || holds(plain, owner.port))
    return 'a password must not hold the username or the name of the port; choose other words';
  loaded ??= estimator();
  const { zxcvbn, common } = await loaded;
  if (common.has(plain)) return 'this password is in lists of stolen ones; choose another';
  const { guesses } = zxcvbn.check(password.slice(0, estimated), [owner.username, owner.port, 'havenwacht']);
  return guesses < fewestGuesses
    ? 'this password is easily guessed (known words, rows of keys, repetitions); choose four words that do not belong together'
    : null;
}

/** The same for `HW_ADMIN_PASSWORD`, which whoever runs the server chose: length, and lists of stolen ones. */
export async function firstPasswordFault(password: string): Promise<string | null> {
  const short = tooShort(password, shortest);
  if (short !== null) return short;
  loaded ??= estimator();
  return (await loaded).common.has(password.toLowerCase())
    ? 'this password is in lists of stolen ones; choose another'
    : null;
}
