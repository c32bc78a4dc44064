import { expect, test } from 'vitest'
import { listCommands } from './list-commands.ts'

const view = {
  noun: 'volumes' as const,
  q: 'size:>10GiB',
  sort: '-size',
  host: null,
  hosts: ['web-01', 'db-01'],
  origin: 'https://s.example',
}

test('what is copied reproduces filter, order and scope, and names every host', () => {
  expect(listCommands(view).stowage).toBe("stowage volumes list 'size:>10GiB' --sort -size")
  expect(listCommands({ ...view, host: 'db-01' }).stowage).toBe("stowage volumes list 'host:db-01 size:>10GiB' --sort -size")
  expect(listCommands(view).docker.split('\n').slice(1)).toEqual([
    'docker --context web-01 volume ls',
    'docker --context db-01 volume ls',
  ])
  expect(listCommands({ ...view, host: 'db-01' }).docker).not.toContain('web-01')
  expect(listCommands(view).api).toContain('"q":"size:>10GiB","sort":"-size"')
})
