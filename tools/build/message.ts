/** An error whose message alone is for the person at the terminal: what is missing, and how to get it. */
export class Message extends Error {}
