import { Failure } from '../failure.ts'
import type { Log } from '../log.ts'
import type { BackOff } from './back-off.ts'
import { createClient } from './client.ts'
import { type Identity, readEnrolling, readIdentity, tokenHash, writeEnrolling, writeIdentity } from './identity.ts'
import { makeKey, publicKeyOf, signEnrol } from './key.ts'
import { linkError } from './link-error.ts'

export type EnrolOptions = {
  stateDirectory: string
  server: URL
  token: string
  agentVersion: string
  /** What the server may call this host until somebody names it. */
  hostname: string
  log: Log
  backOff: BackOff
  wait: (ms: number) => Promise<void>
}

/**
 * Makes this host known to the server. Asks again until it is answered: the same key with the same token gets the same host id (M10). A
 * new token on an enrolled host is a new enrolment with a new key, as after the host was revoked; until it succeeds the old one stays.
 * @throws Failure when the server refuses the token
 */
export async function enrol(options: EnrolOptions): Promise<Identity> {
  const { stateDirectory, server, token, log } = options
  const hash = tokenHash(token)
  const known = await readIdentity(stateDirectory)
  if (known?.tokenHash === hash) return known
  const begun = await readEnrolling(stateDirectory)
  const enrolling = { url: server.href, tokenHash: hash, key: begun?.tokenHash === hash ? begun.key : makeKey() }
  await writeEnrolling(stateDirectory, enrolling)
  const input = {
    token,
    publicKey: publicKeyOf(enrolling.key),
    proof: signEnrol(enrolling.key, token),
    hostname: options.hostname.slice(0, 256),
    agentVersion: options.agentVersion,
  }
  const client = createClient(server)
  for (;;) {
    try {
      const { hostId, name } = await client.enrol(input)
      const identity = { ...enrolling, hostId, name }
      await writeIdentity(stateDirectory, identity)
      log.info('enrolled', { hostId, name })
      return identity
    } catch (error) {
      const { kind, message } = linkError(error)
      if (kind !== 'unreachable') throw new Failure(`The server refuses this enrolment: ${message}`)
      const ms = options.backOff.failed()
      log.warn('the server cannot be reached, trying again', { reason: message, inMs: ms })
      await options.wait(ms)
    }
  }
}
