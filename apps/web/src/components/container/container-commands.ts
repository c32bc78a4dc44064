import { commandLine } from '../volume/posix-quote.ts'
import { type Commands, getCommand } from '../volume/volume-commands.ts'

/** Looking at one container, in three tongues. */
export const containerCommands = (container: { id: string; host: string; name: string }, origin: string): Commands => ({
  stowage: [
    commandLine(['stowage', 'containers', 'list', `host:${container.host} name:${container.name}`]),
    '# reads the layer on its host: paths with their sizes',
    commandLine(['stowage', 'containers', 'changes', `${container.host}/${container.name}`]),
  ].join('\n'),
  docker: [
    '# the list of changed paths has no sizes',
    commandLine(['docker', '--context', container.host, 'inspect', '--size', container.name]),
    commandLine(['docker', '--context', container.host, 'diff', container.name]),
  ].join('\n'),
  api: getCommand(origin, 'containers.get', { id: container.id }),
})
