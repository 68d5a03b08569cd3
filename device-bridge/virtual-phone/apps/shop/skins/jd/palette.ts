/** The colour that JD.com is known by. */
export const RED = '#fa2c19';
