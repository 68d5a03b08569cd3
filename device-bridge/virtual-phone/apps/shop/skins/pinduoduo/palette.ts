/** The colour that Pinduoduo is known by. */
export const RED = '#e02e24';
