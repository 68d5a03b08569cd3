// Who asks: a user and what the token allows. Tasks and phones belong to users; nobody sees another's.

/**
 * tasks: commands and their results; devices: phones; drive: taking a phone over by hand, past the gate; bridge: connecting
 * phones; admin: tokens, pairing, figures.
 */
export const scopes = ['tasks', 'devices', 'drive', 'bridge', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** The user of this checkout, whom the service token stands for. */
export const localUser = 'local';

export interface Principal {
  readonly user: string;
  readonly scopes: ReadonlySet<Scope>;
  /** Names the token in limits and records; says nothing of the token itself. */
  readonly tokenId: string;
}

export const localPrincipal: Principal = { user: localUser, scopes: new Set(scopes), tokenId: 'service' };
