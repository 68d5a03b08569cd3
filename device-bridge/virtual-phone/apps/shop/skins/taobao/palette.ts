/** The colour that Taobao is known by. */
export const ORANGE = '#ff5000';
