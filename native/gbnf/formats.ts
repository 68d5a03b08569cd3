// The `format` values that a grammar is written for, as patterns: what is written under them is valid, though not every
// valid text can be written (an address is plain ASCII, a day is at most 28 in February).

const HEX = '[0-9a-fA-F]';
const DATE =
  '[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))';
const CLOCK = '([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?';
const BYTE = '(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])';
/** A name in an address: two hyphens in a row would announce one in another alphabet. */
const HOST = '([A-Za-z0-9]+(-[A-Za-z0-9]+)*\\.)+[A-Za-z]{2,}';
const PATH_CHARACTER = `([A-Za-z0-9\\-._~!$&'()*+,;=:@]|%${HEX}{2})`;
const LABEL = '[A-Za-z0-9]([A-Za-z0-9\\-]{0,30}[A-Za-z0-9])?';

/** Patterns, anchored at both ends. */
export const FORMATS: Readonly<Record<string, string>> = {
  date: `^${DATE}$`,
  time: `^${CLOCK}Z$`,
  'date-time': `^${DATE}T${CLOCK}Z$`,
  uuid: `^${HEX}{8}-${HEX}{4}-[1-8]${HEX}{3}-[89abAB]${HEX}{3}-${HEX}{12}$`,
  ipv4: `^(${BYTE}\\.){3}${BYTE}$`,
  email: `^[A-Za-z0-9_]([A-Za-z0-9_+\\-]{0,30}[A-Za-z0-9_])?@(${LABEL}\\.){1,4}[A-Za-z]{2,12}$`,
  uri: `^https?://(${HOST}|localhost)(:[1-9][0-9]{0,3})?(/${PATH_CHARACTER}*)*(\\?(${PATH_CHARACTER}|[/?])*)?(#(${PATH_CHARACTER}|[/?])*)?$`,
};
