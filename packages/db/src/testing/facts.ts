import { createHash } from 'node:crypto'
import type { ContainerFact, EngineFact, LayerFact, MountFact, SizeFact, VolumeFact } from '@stowage/domain/facts'
import type { Report, Sections } from '@stowage/domain/report'
import { itemHash, sectionHash } from '@stowage/domain/section-hash'

/** Facts for tests: a plain object of each kind, with what the test is about laid over it. */

const at = '2026-01-01T00:00:00.000Z'
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

export const volumeFact = (name: string, over: Partial<VolumeFact> = {}): VolumeFact => ({
  name,
  driver: 'local',
  scope: 'local',
  kind: 'named',
  mountpoint: `/var/lib/docker/volumes/${name}/_data`,
  options: {},
  labels: {},
  anonymous: null,
  project: null,
  createdAt: at,
  realDevice: null,
  problem: null,
  ...over,
})

export const mountFact = (over: Partial<MountFact> = {}): MountFact => ({
  type: 'volume',
  name: 'data',
  driver: 'local',
  source: '/var/lib/docker/volumes/data/_data',
  realSource: null,
  destination: '/data',
  rw: true,
  propagation: '',
  anonymous: false,
  ...over,
})

export const containerFact = (name: string, over: Partial<ContainerFact> = {}): ContainerFact => ({
  id: sha256(name),
  name,
  image: 'busybox',
  imageId: `sha256:${sha256('busybox')}`,
  state: 'running',
  exitCode: null,
  createdAt: at,
  startedAt: at,
  finishedAt: null,
  restartPolicy: 'no',
  readonlyRootfs: false,
  storageDriver: 'overlay2',
  layerPath: null,
  logDriver: 'json-file',
  imageBytes: null,
  labels: {},
  project: null,
  service: null,
  swarmService: null,
  mounts: [],
  ...over,
})

export const engineFact = (over: Partial<EngineFact> = {}): EngineFact => ({
  engineId: 'engine-1',
  hostname: 'web-1',
  version: '28.5.1',
  apiVersion: '1.51',
  minApiVersion: '1.24',
  os: 'Debian',
  kernel: '6.1',
  arch: 'x86_64',
  storageDriver: 'overlay2',
  storeKind: 'graphdriver',
  dataRoot: '/var/lib/docker',
  bootId: 'boot-1',
  swarm: 'inactive',
  volumePlugins: ['local'],
  filesystem: { totalBytes: 1000, usedBytes: 100, availableBytes: 900, totalInodes: 100, usedInodes: 10 },
  usage: null,
  warnings: [],
  ...over,
})

export const sizeFact = (name: string, bytes: number | null, over: Partial<SizeFact> = {}): SizeFact => ({
  name,
  bytes,
  partial: false,
  atMostBytes: null,
  apparentBytes: bytes,
  files: null,
  newestWriteAt: null,
  reason: bytes === null ? 'not measured' : null,
  basis: 'allocated',
  method: bytes === null ? null : 'du',
  measuredAt: at,
  ...over,
})

export const layerFact = (container: string, bytes: number | null, over: Partial<LayerFact> = {}): LayerFact => ({
  containerId: sha256(container),
  bytes,
  reason: bytes === null ? 'not measured' : null,
  partial: false,
  measure: 'apparent',
  files: null,
  lostBytes: null,
  lostPaths: [],
  logBytes: null,
  logReason: null,
  measuredAt: at,
  ...over,
})

type Part<Name extends keyof Sections> = NonNullable<Sections[Name]>

/** An `ok` section that names exactly `items`. */
export const whole = <T>(items: T[], keyOf: (item: T) => string) => ({
  status: 'ok' as const,
  collectedAt: at,
  error: null,
  hash: hashOf(items),
  upsert: items,
  remove: [],
  only: items.map(keyOf),
})

/** What changed in an `ok` section; `hash` is left out unless the test is about it. */
export const delta = <T>(upsert: T[], remove: string[] = [], hash: string | null = null) => ({
  status: 'ok' as const,
  collectedAt: at,
  error: null,
  hash,
  upsert,
  remove,
  only: null,
})

export const failed = (error = 'the engine did not answer') => ({
  status: 'error' as const,
  collectedAt: at,
  error,
  hash: null,
  upsert: [],
  remove: [],
  only: null,
})

export const hashOf = (items: readonly unknown[]): string =>
  sectionHash(
    items.map((item) => itemHash(item, sha256)),
    sha256,
  )

export const allVolumes = (...items: VolumeFact[]): Part<'volumes'> => whole(items, (item) => item.name)
export const allContainers = (...items: ContainerFact[]): Part<'containers'> => whole(items, (item) => item.id)
export const theEngine = (item: EngineFact): Part<'engine'> => whole([item], () => 'engine')

export const reportOf = (over: Partial<Report> & Pick<Report, 'epoch' | 'rev'>): Report => ({
  baseRev: null,
  sections: {},
  events: [],
  blind: [],
  ...over,
})
