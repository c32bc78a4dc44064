import type { ContainerFact } from '@stowage/domain/facts'
import { ContainerState, caps } from '@stowage/domain/facts'
import { capLabels, capText } from './cap-text.ts'
import { engineTime } from './engine-time.ts'
import { mountFacts } from './mount-fact.ts'
import type { ContainerListItem, ContainerReply } from './replies.ts'

const label = (labels: Record<string, string> | null | undefined, key: string): string | null => {
  const value = labels?.[key]
  return value ? capText(value, caps.name) : null
}

export const containerState = (state: string | null | undefined): ContainerState =>
  ContainerState.safeParse(state?.toLowerCase()).data ?? 'unknown'

function restartPolicy(policy: { Name?: string | null; MaximumRetryCount?: number | null } | null | undefined): string {
  const name = policy?.Name || 'no'
  return capText(policy?.MaximumRetryCount ? `${name}:${policy.MaximumRetryCount}` : name, 64)
}

/** Where the writable layer is, when the engine tells: never guessed, absent on every store but overlay (W1, B2). */
function layerPath(inspect: ContainerReply): string | null {
  const path = inspect.GraphDriver?.Data?.UpperDir
  return typeof path === 'string' && path !== '' ? capText(path, caps.path) : null
}

/** The engine's primary name is the one without a further slash; others are aliases of links. */
function primaryName(names: readonly string[] | null | undefined, id: string): string {
  const bare = (names ?? []).map((name) => name.replace(/^\//, ''))
  return capText(bare.find((name) => !name.includes('/')) ?? bare[0] ?? id.slice(0, 12), caps.name)
}

/**
 * A container from its list row and its inspect. Without the latter (`null`: it failed) the fields that only inspect has are empty.
 */
export function containerFact(row: ContainerListItem, inspect: ContainerReply | null): ContainerFact {
  const labels = inspect?.Config?.Labels ?? row.Labels
  const mounts = inspect?.Mounts ?? row.Mounts ?? []
  const state = inspect?.State
  const createdAt = row.Created ? new Date(row.Created * 1000).toISOString() : null
  return {
    id: row.Id,
    name: inspect?.Name ? capText(inspect.Name.replace(/^\//, ''), caps.name) : primaryName(row.Names, row.Id),
    image: capText(inspect?.Config?.Image || row.Image || '', 1024),
    imageId: capText(inspect?.Image || row.ImageID || '', 256),
    state: containerState(state?.Status ?? row.State),
    // a container that never ran has no exit code, though the engine says 0
    exitCode: engineTime(state?.FinishedAt) === null ? null : Math.trunc(state?.ExitCode ?? 0),
    createdAt: engineTime(inspect?.Created) ?? createdAt,
    startedAt: engineTime(state?.StartedAt),
    finishedAt: engineTime(state?.FinishedAt),
    restartPolicy: inspect ? restartPolicy(inspect.HostConfig?.RestartPolicy) : '',
    readonlyRootfs: inspect?.HostConfig?.ReadonlyRootfs ?? false,
    storageDriver: capText(inspect?.Driver || inspect?.GraphDriver?.Name || inspect?.Storage?.RootFS?.Snapshot?.Name || '', 128),
    layerPath: inspect ? layerPath(inspect) : null,
    logDriver: capText(inspect?.HostConfig?.LogConfig?.Type ?? '', 64),
    imageBytes: null,
    labels: capLabels(labels),
    project: label(labels, 'com.docker.compose.project'),
    service: label(labels, 'com.docker.compose.service'),
    swarmService: label(labels, 'com.docker.swarm.service.name'),
    mounts: mountFacts(mounts, inspect?.HostConfig?.Tmpfs),
  }
}
