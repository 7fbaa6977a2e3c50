/**
 * All that is asked of a vessel under way while she is held against others: one row of 256 bytes in one list of numbers. What most
 * questions read stands in front, so that it is in two lines of the cache. Rows begin at multiples of `width`.
 */
export const width = 32;

/** Of the antenna, and the cosine of its latitude. */
export const LON = 0;
export const LAT = 1;
export const COS = 2;
/** Metres a second. */
export const EAST = 3;
export const NORTH = 4;
export const SPEED = 5;
/** Time of the position, milliseconds since 1970 UTC; NaN: nothing was told yet. */
export const AT = 6;
/** Seconds. */
export const HORIZON = 7;
/** Furthest that the hull reaches from the antenna, and the domain beyond it: metres. */
export const DOMAIN = 8;
export const HULL = 9;
/** So many times the domain by her own cargo; between two the greater counts. */
export const TIMES = 10;
/** As `DOMAIN` and `HULL`, along the course and across it. */
export const DOMAIN_ALONG = 11;
export const DOMAIN_ACROSS = 12;
export const HULL_ALONG = 13;
export const HULL_ACROSS = 14;
/** Bits, see below. */
export const FLAGS = 15;
/** Middle of the hull from the antenna, metres to the east and north. */
export const MIDDLE_EAST = 16;
export const MIDDLE_NORTH = 17;
/** As told. */
export const COG_DEG = 18;
export const SOG_KN = 19;
export const COURSE_SIN = 20;
export const COURSE_COS = 21;
/** Of the heading, or of the course for want of one. */
export const HEADING_SIN = 22;
export const HEADING_COS = 23;
/** Of the hull, and its middle from the antenna along and across the heading: metres. */
export const LENGTH = 24;
export const BEAM = 25;
export const HULL_AHEAD = 26;
export const HULL_RIGHT = 27;
/** The domain in metres: half its length and breadth, and how far its centre lies ahead; to starboard, a part of half the breadth. */
export const HALF_LENGTH = 28;
export const HALF_BREADTH = 29;
export const AHEAD = 30;
export const STARBOARD_PART = 31;

/** She carries no cargo by her kind. */
export const isHarmless = 1;
/** Vessels on the same course are judged where she is. */
export const isOvertaking = 2;
/** She shows a blue sign. */
export const isBlue = 4;
/** Nobody said how big she is; where the antenna stands. */
export const isSizeAssumed = 8;
export const isPlaceAssumed = 16;
