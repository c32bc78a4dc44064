import { createHash } from 'node:crypto'
import type { ContainerFact, EngineFact, LayerFact, SizeFact, VolumeFact } from '@stowage/domain/facts'

/** Facts as a real engine of this kind gives them; only the names and figures are made up. */

const dataRoot = '/var/lib/docker'
export const hexId = (text: string): string => createHash('sha256').update(text).digest('hex')

const apps = [
  { image: 'postgres:16', destination: '/var/lib/postgresql/data', imageBytes: 432_000_000 },
  { image: 'nginx:1.27', destination: '/usr/share/nginx/html', imageBytes: 188_000_000 },
  { image: 'redis:7', destination: '/data', imageBytes: 117_000_000 },
  { image: 'ghcr.io/example/shop:4.2', destination: '/srv/uploads', imageBytes: 612_000_000 },
]
const projects = ['shop', 'billing', 'search', 'intranet', null]
const pick = <T>(list: readonly [T, ...T[]] | readonly T[], index: number): T | undefined => list[index % list.length]

export const volumeName = (index: number): string => `${pick(projects, index) ?? 'misc'}_data-${String(index).padStart(4, '0')}`

export function volumeFact(index: number, createdAt: string): VolumeFact {
  const name = volumeName(index)
  const project = pick(projects, index) ?? null
  return {
    ...{ name, driver: 'local', scope: 'local', kind: 'named', options: {}, anonymous: null, project, createdAt },
    mountpoint: `${dataRoot}/volumes/${name}/_data`,
    labels: project ? { 'com.docker.compose.project': project, team: index % 2 ? 'web' : 'data' } : {},
    realDevice: null,
    problem: null,
  }
}

/** The container of an index mounts the volume of the same index, if there is one. */
export function containerFact(host: string, index: number, hasVolume: boolean, at: string): ContainerFact {
  const app = pick(apps, index)
  const project = pick(projects, index) ?? null
  const name = volumeName(index)
  const id = hexId(`${host} container ${index}`)
  const image = app?.image ?? 'busybox'
  return {
    ...{ id, name: `app-${String(index).padStart(4, '0')}`, image, imageId: `sha256:${hexId(image)}`, project },
    ...{ state: 'running', exitCode: null, createdAt: at, startedAt: at, finishedAt: null, restartPolicy: 'unless-stopped' },
    ...{ readonlyRootfs: false, storageDriver: 'overlay2', layerPath: `${dataRoot}/overlay2/${id}/diff`, logDriver: 'json-file' },
    imageBytes: app?.imageBytes ?? null,
    labels: project ? { 'com.docker.compose.project': project } : {},
    ...{ service: project && 'app', swarmService: null },
    mounts: hasVolume
      ? [
          {
            ...{ type: 'volume', name, driver: 'local', source: `${dataRoot}/volumes/${name}/_data`, realSource: null },
            ...{ destination: app?.destination ?? '/data', rw: true, propagation: '', anonymous: false },
          },
        ]
      : [],
  }
}

export function engineFact(host: string, used: { usedBytes: number; totalBytes: number; usedInodes: number }): EngineFact {
  return {
    ...{ engineId: hexId(`${host} engine`), hostname: host, version: '28.5.1', apiVersion: '1.51', minApiVersion: '1.24' },
    ...{ os: 'Debian GNU/Linux 12 (bookworm)', kernel: '6.1.0-28-amd64', arch: 'x86_64', storageDriver: 'overlay2' },
    ...{ storeKind: 'graphdriver', dataRoot, bootId: hexId(`${host} boot`), swarm: 'inactive', volumePlugins: ['local'] },
    filesystem: {
      ...{ totalBytes: used.totalBytes, usedBytes: used.usedBytes, availableBytes: used.totalBytes - used.usedBytes },
      ...{ totalInodes: 65_536_000, usedInodes: used.usedInodes },
    },
    usage: { imageBytes: 4_200_000_000, imageReason: null, buildCacheBytes: 310_000_000, buildCacheReason: null },
    warnings: [],
  }
}

export const sizeFact = (name: string, bytes: number, measuredAt: string): SizeFact => ({
  ...{ name, bytes, partial: false, atMostBytes: null, apparentBytes: bytes, files: Math.ceil(bytes / 262_144) },
  ...{ newestWriteAt: measuredAt, reason: null, basis: 'allocated', method: 'du', measuredAt },
})

export const layerFact = (containerId: string, bytes: number, measuredAt: string): LayerFact => ({
  ...{ containerId, bytes, reason: null, partial: false, measure: 'apparent', files: Math.ceil(bytes / 65_536) },
  ...{
    lostBytes: Math.floor(bytes / 2),
    lostPaths: [{ path: '/srv/uploads', bytes: Math.floor(bytes / 2) }],
    logBytes: Math.floor(bytes / 8),
    logReason: null,
  },
  measuredAt,
})
