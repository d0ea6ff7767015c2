/** A host as the transport sees it: everything read, nothing left to look up. */
export interface Target {
  /** Name for messages. */
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly user: string;
  /** Type and key, as `ssh-keyscan` prints them. */
  readonly hostKey: string;
  readonly login: Login;
  /** The password that sudo asks for, if it asks. */
  readonly sudoPassword?: string | undefined;
  /** A host that the connection goes through. */
  readonly jump?: Target | undefined;
}

/** How to prove who we are: a private key's text, or the path of an agent's socket. */
export type Login = { readonly privateKey: string } | { readonly agent: string };
