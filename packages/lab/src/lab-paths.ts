import { join } from 'node:path'

/** What says which fleets exist. Short: the path of a Unix socket ends at 107 bytes. */
export const labRoot = '/run/stowage-lab'
export const fleetsRoot = join(labRoot, 'fleets')
/** Directories every host covers with its own; made on the machine when missing, and removed with the last fleet. */
export const coveredDirs = ['/run/docker', '/run/containerd', '/etc/docker', '/etc/stowage'] as const
export const coveredRecord = join(labRoot, 'covered.json')

/** Default place of the data roots. */
export const dataRoot = '/var/tmp/stowage-lab'

export const fleetDir = (fleet: string) => join(fleetsRoot, fleet)
export const hostDir = (fleet: string, host: string) => join(fleetDir(fleet), host)
/** Parent of the control groups of a fleet's containers, in every hierarchy. */
export const cgroupOf = (fleet: string) => `/stowage-lab/${fleet}`
