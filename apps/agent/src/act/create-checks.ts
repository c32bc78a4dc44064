import { lookup } from 'node:dns/promises'
import { realpath } from 'node:fs/promises'
import { isIP } from 'node:net'
import { driverOptionProblems } from '@stowage/domain/driver-options'
import { caps } from '@stowage/domain/facts'
import type { JobResult, VolumeCreateParams } from '@stowage/domain/job'
import { canonicalDriver, checkCreate } from '@stowage/domain/option-policy'
import { volumeNameProblem } from '@stowage/domain/volume-name'
import type { PolicyState } from '../policy.ts'
import { byPolicy, readOnlyRefusal, refused } from './outcome.ts'

/** A mount that hangs must not hold the agent (M6). */
const lookMs = 5000

const within = <T>(promise: Promise<T>): Promise<T | null> =>
  Promise.race([promise.catch(() => null), new Promise<null>((resolve) => setTimeout(resolve, lookMs, null).unref())])

export type HostLook = { realPath: (path: string) => Promise<string | null>; addresses: (name: string) => Promise<string[]> }

export const hostLook: HostLook = {
  realPath: (path) => within(realpath(path)),
  addresses: async (name) => ((await within(lookup(name, { all: true }))) ?? []).map((found) => found.address),
}

/** Addresses that never are a storage server of the network: this host itself and what answers on its link only. */
const isForeign = (address: string) => /^(127\.|0\.|169\.254\.|::1$|::$|::ffff:127\.|fe80:)/i.test(address)

function labelProblem(labels: Record<string, string>): string | null {
  const entries = Object.entries(labels)
  if (entries.length > caps.labels) return `A volume may have at most ${caps.labels} labels.`
  for (const [key, value] of entries) {
    if (key === '' || key.length > caps.labelKey || value.length > caps.labelValue) return 'A label is empty or too long.'
    if (/\p{Cc}/u.test(key + value)) return 'A label holds control characters.'
    if (key.startsWith('stowage.')) return 'Labels that start with "stowage." are kept for Stowage itself.'
  }
  return null
}

/** The server of an NFS volume by name must lead somewhere on the network (CV4); the text was checked before. */
async function addressRefusal({ driver, options }: VolumeCreateParams, look: HostLook): Promise<JobResult | null> {
  if (driver !== 'local' || (options.type !== 'nfs' && options.type !== 'cifs')) return null
  const line = `create.${options.type}`
  const server = /(?:^|,)addr=([^,]*)/.exec(options.o ?? '')?.[1] ?? /^\/\/([^/]+)/.exec(options.device ?? '')?.[1] ?? ''
  const addresses = isIP(server) ? [server] : await look.addresses(server)
  if (addresses.length === 0) return byPolicy(line, `This host cannot resolve the name of the server "${server}".`)
  if (addresses.some(isForeign)) return byPolicy(line, `"${server}" leads to this host itself, not to a server on the network.`)
  return null
}

/**
 * Everything that can be told before the engine is asked: the host's policy, the name, the labels, the options, the driver. Null when the
 * volume may be made.
 */
export async function createRefusal(
  params: VolumeCreateParams,
  policy: PolicyState,
  drivers: readonly string[],
  look: HostLook,
): Promise<JobResult | null> {
  const readOnly = readOnlyRefusal(policy)
  if (readOnly) return readOnly
  const problem = volumeNameProblem(params.name) ?? labelProblem(params.labels)
  if (problem) return refused('invalid', problem)
  const { driver, options } = params
  if (!drivers.some((each) => canonicalDriver(each) === canonicalDriver(driver)))
    return refused(
      'invalid',
      `This host has no volume driver "${driver.slice(0, 100)}". Install or enable the plugin there first.`,
    )
  const device = options.device ?? ''
  const real = driver === 'local' && device.startsWith('/') ? await look.realPath(device) : null
  const verdict = checkCreate(policy.policy, { driver, options }, { drivers, resolve: (path) => (path === device ? real : null) })
  if (!verdict.ok) return byPolicy(verdict.line, verdict.message)
  const [wrong] = driverOptionProblems(driver, options)
  if (wrong) return refused('invalid', wrong.message, { field: wrong.field })
  return await addressRefusal(params, look)
}
