import { anyMessage } from '../properties.ts';

export const fuzz = (input: Uint8Array): void => anyMessage(input);
