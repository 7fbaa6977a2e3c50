/** Seconds between two reports of a vessel under way; one that lies reports every eighteenth time, 3 minutes apart. */
export const stepS = 10;
export const restEvery = 18;
