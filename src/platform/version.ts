/** Versions in addresses look like this: more than anybody makes of one thing. */
export const VERSION = /^[1-9][0-9]{0,8}$/;
