import type { EngineFact, FilesystemFact } from '@stowage/domain/facts'
import { caps } from '@stowage/domain/facts'
import { capText } from './cap-text.ts'
import { redactText } from './redact-text.ts'
import type { InfoReply } from './replies.ts'

/** The containerd image store names itself here and nowhere else (W2). */
export const storeKind = (info: Pick<InfoReply, 'DriverStatus'>): EngineFact['storeKind'] =>
  (info.DriverStatus ?? []).some(([key, value]) => key === 'driver-type' && value === 'io.containerd.snapshotter.v1')
    ? 'containerd'
    : 'graphdriver'

function swarmRole(swarm: InfoReply['Swarm']): EngineFact['swarm'] {
  if (swarm?.LocalNodeState !== 'active') return 'inactive'
  return swarm.ControlAvailable ? 'manager' : 'worker'
}

export type EngineSurroundings = {
  apiVersion: string
  minApiVersion: string | null
  bootId: string | null
  filesystem: FilesystemFact | null
}

export function engineFact(info: InfoReply, around: EngineSurroundings): EngineFact {
  return {
    engineId: capText(info.ID ?? '', 256),
    hostname: capText(info.Name ?? '', 256),
    version: capText(info.ServerVersion ?? '', 128),
    apiVersion: capText(around.apiVersion, 16),
    minApiVersion: around.minApiVersion === null ? null : capText(around.minApiVersion, 16),
    os: capText(info.OperatingSystem ?? '', 256),
    kernel: capText(info.KernelVersion ?? '', 256),
    arch: capText(info.Architecture ?? '', 64),
    storageDriver: capText(info.Driver ?? '', 128),
    storeKind: storeKind(info),
    dataRoot: capText(info.DockerRootDir ?? '', caps.path),
    bootId: around.bootId,
    swarm: swarmRole(info.Swarm),
    volumePlugins: (info.Plugins?.Volume ?? []).slice(0, 256).map((name) => capText(name, 256)),
    filesystem: around.filesystem,
    usage: null,
    warnings: (info.Warnings ?? []).slice(0, 64).map((warning) => redactText(warning)),
  }
}
