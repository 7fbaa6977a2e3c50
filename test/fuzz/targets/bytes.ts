import { anyBytes } from '../properties.ts';

export const fuzz = (input: Uint8Array): void => anyBytes(input);
