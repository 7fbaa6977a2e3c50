import { anySentences } from '../properties.ts';

export const fuzz = (input: Uint8Array): void => anySentences(input);
