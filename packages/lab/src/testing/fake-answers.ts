/** `hang` accepts the call and never answers; `cut` closes the connection without an answer. */
export type FakeAnswer = 'hang' | 'cut' | { status?: number; json?: unknown; text?: string; headers?: Record<string, string> }

/** An engine with nothing on it, in the shapes of 28.5 (`API 1.51`) or, from 1.52, of 29 (`VolumeUsage` in place of `Volumes`). */
export function defaultAnswers(api: { apiVersion: string; minApiVersion: string }): Record<string, FakeAnswer> {
  const modern = Number(api.apiVersion.split('.')[1]) >= 52
  const version = modern ? '29.0.0' : '28.5.1'
  return {
    'GET /_ping': { text: 'OK', headers: { 'Docker-Experimental': 'false', Swarm: 'inactive' } },
    'GET /version': {
      json: {
        Platform: { Name: 'Docker Engine - Community' },
        Version: version,
        ApiVersion: api.apiVersion,
        MinAPIVersion: api.minApiVersion,
        Os: 'linux',
        Arch: 'amd64',
        KernelVersion: '6.12.0',
        Components: [
          { Name: 'Engine', Version: version, Details: { ApiVersion: api.apiVersion, MinAPIVersion: api.minApiVersion } },
        ],
      },
    },
    'GET /info': { json: info(version, modern) },
    'GET /containers/json': { json: [] },
    'GET /volumes': { json: { Volumes: [], Warnings: null } },
    'GET /images/json': { json: [] },
    'GET /networks': { json: [] },
    'GET /plugins': { json: [] },
    'GET /services': { status: 503, json: { message: notManager } },
    'GET /nodes': { status: 503, json: { message: notManager } },
    'GET /system/df': { json: modern ? modernDf : { ...classicDf } },
  }
}

const notManager =
  'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.'
const none = { ActiveCount: 0, TotalCount: 0, Reclaimable: 0, TotalSize: 0, Items: [] }
const classicDf = { LayersSize: 0, Images: [], Containers: [], Volumes: [], BuildCache: [] }
const modernDf = { ImageUsage: none, ContainerUsage: none, VolumeUsage: none, BuildCacheUsage: none }

function info(version: string, modern: boolean): Record<string, unknown> {
  return {
    ID: '0b5f3a52-6a36-4f0e-9c2b-4f5c8a1d2e3f',
    Name: 'fake-01',
    ServerVersion: version,
    Containers: 0,
    ContainersRunning: 0,
    ContainersPaused: 0,
    ContainersStopped: 0,
    Images: 0,
    Driver: modern ? 'overlayfs' : 'overlay2',
    DriverStatus: modern ? [['driver-type', 'io.containerd.snapshotter.v1']] : [['Backing Filesystem', 'extfs']],
    Plugins: { Volume: ['local'], Network: ['bridge', 'host', 'none'], Authorization: null, Log: ['json-file', 'local'] },
    LoggingDriver: 'json-file',
    CgroupDriver: 'cgroupfs',
    CgroupVersion: '2',
    KernelVersion: '6.12.0',
    OperatingSystem: 'Debian GNU/Linux 13 (trixie)',
    OSType: 'linux',
    Architecture: 'x86_64',
    NCPU: 2,
    MemTotal: 4_294_967_296,
    DockerRootDir: '/var/lib/docker',
    Labels: [],
    ExperimentalBuild: false,
    Swarm: { NodeID: '', NodeAddr: '', LocalNodeState: 'inactive', ControlAvailable: false, Error: '', RemoteManagers: null },
    SecurityOptions: ['name=seccomp,profile=builtin'],
    Warnings: null,
  }
}
