import { volumePatch } from '@stowage/domain/compose-patch'
import type { ContainerRow } from '@stowage/domain/container'
import { commandLine } from '../volume/posix-quote.ts'

type Container = Pick<ContainerRow, 'host' | 'name' | 'service' | 'project'>

export interface Fix {
  /** To paste: lines of a Compose file, or words of `docker run`. */
  patch: string
  /** Where the patch goes, in words. */
  where: string
  volume: string
  /** Commands that bring what is there now onto the volume before the container is made again. */
  copy: string
}

/** How `path` of a container comes to live on a volume, with what is in it now. */
export function fixOf(container: Container, path: string): Fix {
  const { kind, volume, text } = volumePatch({ service: container.service, container: container.name, path })
  // Compose puts the name of the project before the names of its volumes.
  const onHost = kind === 'compose' && container.project ? `${container.project}_${volume}` : volume
  const docker = (...words: string[]) => commandLine(['docker', '--context', container.host, ...words])
  return {
    patch: text,
    where: kind === 'compose' ? `Add to the Compose file of ${container.project ?? container.name}` : 'Add to docker run',
    volume: onHost,
    copy: [
      '# 1. stop writing, and copy what is there onto the volume',
      docker('stop', container.name),
      `${docker('cp', `${container.name}:${path}/.`, '-')} |\n  ${docker('run', '--rm', '-i', '-v', `${onHost}:/to`, 'busybox', 'tar', '-x', '-C', '/to')}`,
      '# 2. make the container again with the volume',
      kind === 'compose' && container.service
        ? docker('compose', 'up', '-d', container.service)
        : '# as it was started, with the words above added to docker run',
    ].join('\n'),
  }
}
