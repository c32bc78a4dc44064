import type { Role } from '@stowage/domain/role'

/** Who calls: a person in a browser session, or a person's API token. Its role is already the lower of token's and owner's. */
export interface Actor {
  type: 'user' | 'token'
  userId: string
  name: string
  email: string
  role: Role
  /** Host-name patterns (`web-*`); empty = every host. */
  hostPatterns: string[]
  via: 'web' | 'cli'
  /** Set for browser sessions: the session's row and the moment of signing in. */
  sessionId: string | null
  signedInAt: Date | null
  /** Set for API tokens. */
  tokenId: string | null
}
