import { join } from 'node:path'
import { z } from 'zod'
import { engineCall, engineJson } from '../engine-call.ts'
import type { LabHost } from '../host.ts'
import type { Planted, PlantedContainer, PlantedVolume } from './planted.ts'

export type VolumeSpec = { driver?: string; options?: Record<string, string>; labels?: Record<string, string> }
export type ContainerSpec = {
  image?: string
  command?: readonly string[]
  binds?: readonly string[]
  env?: readonly string[]
  labels?: Record<string, string>
  volumesFrom?: readonly string[]
  restart?: 'no' | 'always' | 'unless-stopped'
  tmpfs?: Record<string, string>
}

const Created = z.object({ Id: z.string() })
const Mounted = z.object({ Mounts: z.array(z.object({ Name: z.string().optional(), Destination: z.string() })) })
const query = (values: Record<string, string>) => new URLSearchParams(values).toString()

/** Makes volumes and containers at one host through its engine's API, and writes down what it made. */
export function planterOf(host: LabHost, planted: Planted) {
  const post = (path: string, body?: Record<string, unknown>) => engineJson(host.socket, 'POST', path, body)

  async function volume(name: string, note: Omit<PlantedVolume, 'host' | 'name'>, spec: VolumeSpec = {}): Promise<string> {
    const { driver = 'local', options = {}, labels = {} } = spec
    await post('/volumes/create', { Name: name, Driver: driver, DriverOpts: options, Labels: labels })
    planted.volumes.push({ host: host.name, name, ...note })
    return name
  }

  async function create(name: string, spec: ContainerSpec, autoRemove = false): Promise<string> {
    const { image = 'busybox:lab', command, binds = [], env, labels = {}, volumesFrom = [], restart = 'no', tmpfs } = spec
    const host = { NetworkMode: 'none', Binds: binds, VolumesFrom: volumesFrom, RestartPolicy: { Name: restart }, Tmpfs: tmpfs }
    const body = { Image: image, Cmd: command, Env: env, Labels: labels, HostConfig: { ...host, AutoRemove: autoRemove } }
    return Created.parse(await post(`/containers/create?${query({ name })}`, body)).Id
  }

  /** Leaves the container in the state of its note; `exited` runs its command to the end. */
  async function container(name: string, note: Omit<PlantedContainer, 'host' | 'name'>, spec: ContainerSpec = {}): Promise<void> {
    await create(name, spec)
    if (note.state !== 'created') await post(`/containers/${name}/start`)
    if (note.state === 'exited') await post(`/containers/${name}/wait`)
    planted.containers.push({ host: host.name, name, ...note })
  }

  /** A container that comes and goes: `--rm`, awaited to its end. */
  async function job(name: string, spec: ContainerSpec): Promise<void> {
    const id = await create(name, spec, true)
    const gone = post(`/containers/${id}/wait?condition=removed`)
    await post(`/containers/${id}/start`)
    await gone
  }

  /** Makes an image of two layers: what the script adds to the lab's own. */
  async function image(repo: string, tag: string, script: string, changes: readonly string[]): Promise<void> {
    const id = await create('', { command: ['sh', '-ec', script] })
    await post(`/containers/${id}/start`)
    await post(`/containers/${id}/wait`)
    const commit = new URLSearchParams({ container: id, repo, tag })
    for (const change of changes) commit.append('changes', change)
    await post(`/commit?${commit}`, {})
    await engineCall(host.socket, 'DELETE', `/containers/${id}`)
  }

  /** The way anonymous volumes come to be left behind: a container with a `VOLUME` goes without `-v`. */
  async function leaveAnonymous(
    image: string,
    command: readonly string[],
    note: Omit<PlantedVolume, 'host' | 'name'>,
  ): Promise<string> {
    const id = await create('', { image, command })
    await post(`/containers/${id}/start`)
    await post(`/containers/${id}/wait`)
    const inspected = Mounted.parse(await engineJson(host.socket, 'GET', `/containers/${id}/json`))
    const { status } = await engineCall(host.socket, 'DELETE', `/containers/${id}`)
    const name = inspected.Mounts[0]?.Name
    if (status !== 204 || name === undefined) throw new Error(`${image} left no anonymous volume on ${host.name}`)
    planted.volumes.push({ host: host.name, name, ...note })
    return name
  }

  /** Runs a command in a running container. */
  async function execIn(name: string, command: readonly string[]): Promise<void> {
    const { Id } = Created.parse(await post(`/containers/${name}/exec`, { Cmd: command, AttachStdout: true, AttachStderr: true }))
    await post(`/exec/${Id}/start`, { Detach: false })
  }

  /** The anonymous volumes of a container, which it made itself. */
  async function note(name: string, destination: string, note: Omit<PlantedVolume, 'host' | 'name'>): Promise<void> {
    const inspected = Mounted.parse(await engineJson(host.socket, 'GET', `/containers/${name}/json`))
    const found = inspected.Mounts.find((mount) => mount.Destination === destination)?.Name
    if (found === undefined) throw new Error(`${name} mounts no volume at ${destination}`)
    planted.volumes.push({ host: host.name, name: found, ...note })
  }

  /** Where a local volume's files are, as the host sees it. */
  const dataOf = (name: string) => join(host.dataRoot, 'volumes', name, '_data')
  /** The same directory for this process. */
  const filesOf = (name: string) => host.outside(dataOf(name))

  return { host, volume, container, job, image, leaveAnonymous, execIn, note, dataOf, filesOf }
}

export type Planter = ReturnType<typeof planterOf>
