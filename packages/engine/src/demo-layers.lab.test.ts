import { seedDemo } from '@stowage/lab/seed'
import { noLab, ownFleet } from '@stowage/lab/testing/lab-hosts'
import { describe, expect, test } from 'vitest'
import { connectEngine } from './connect.ts'

const letters = { added: 'A', changed: 'C', deleted: 'D' } as const

describe.skipIf(noLab)('the layers of the demo fleet', () => {
  test('B1, C1: every layer is what docker ps -s and docker diff say, running or not, and every log what its files hold', async () => {
    await using fleet = await ownFleet(['web-01', 'web-02', 'db-01'])
    await seedDemo(fleet, { files: 200 })
    let compared = 0
    for (const host of fleet.hosts) {
      const engine = await connectEngine({ socketPath: host.socket })
      const sizeRw = async (id: string) => Number(await host.docker('inspect', '--size', '-f', '{{.SizeRw}}', id))
      const logged = async (id: string) =>
        Number(await host.exec('sh', ['-c', `cat ${host.dataRoot}/containers/${id}/${id}-json.log* 2>/dev/null | wc -c`]))
      for (const { id, name } of (await engine.listContainers()).items) {
        // some of them write every second
        const [leastBytes, leastLog] = [await sizeRw(id), await logged(id)]
        const fact = await engine.layerSize(id)
        const [mostBytes, mostLog] = [await sizeRw(id), await logged(id)]
        const isWithin = (bytes: number | null | undefined, least: number, most: number) =>
          typeof bytes === 'number' && bytes >= least && bytes <= most
            ? 'as the engine says'
            : `${bytes}, not ${least} to ${most}`
        expect([name, isWithin(fact?.bytes, leastBytes, mostBytes)]).toEqual([name, 'as the engine says'])
        expect([name, isWithin(fact?.logBytes, leastLog, mostLog)]).toEqual([name, 'as the engine says'])
        const points = (await engine.listContainers()).items
          .find((item) => item.id === id)
          ?.mounts.map((mount) => mount.destination)
        const isMounted = (path: string) => points?.some((point) => path === point || path.startsWith(`${point}/`)) ?? false
        const diff = (await host.docker('diff', id)).split('\n').filter((line) => line !== '' && !isMounted(line.slice(2)))
        const tree = await engine.layerChanges(id)
        const told = tree?.entries.map(({ path, change }) => `${letters[change ?? 'added']} ${path}`)
        expect([name, told?.sort()]).toEqual([name, diff.sort()])
        compared++
      }
      engine.close()
    }
    expect(compared).toBeGreaterThan(15)
  })
})
