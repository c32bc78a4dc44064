import { engineJson } from '@stowage/lab/engine-call'
import type { LabHost } from '@stowage/lab/host'
import { idle, importImage } from '@stowage/lab/images'
import { poll } from '@stowage/lab/poll'
import { type LabStack, startLabStack } from '@stowage/stack/lab-stack'
import { atOnce } from './at-once.ts'
import { tidied } from './tidy-up.ts'

/** What each host is for: nothing on `small`, a lot on `large`, a usual amount that nobody touches on `idle`. */
export const plan = {
  small: { volumes: 0, containers: 0, running: false },
  large: { volumes: 2000, containers: 1000, running: false },
  idle: { volumes: 500, containers: 20, running: true },
} as const
export type BenchHost = keyof typeof plan

async function plant({ socket }: LabHost, { volumes, containers, running }: (typeof plan)[BenchHost]): Promise<void> {
  if (volumes === 0) return
  await importImage({ socket }, 'busybox:lab', [])
  const volume = (index: number) => `data-${String(index).padStart(4, '0')}`
  await atOnce(volumes, 4, (index) => engineJson(socket, 'POST', '/volumes/create', { Name: volume(index) }))
  await atOnce(containers, 4, async (index) => {
    const name = `app-${String(index).padStart(4, '0')}`
    await engineJson(socket, 'POST', `/containers/create?name=${name}`, {
      ...{ Image: 'busybox:lab', Cmd: [...idle] },
      HostConfig: { NetworkMode: 'none', Binds: [`${volume(index)}:/data`] },
    })
    if (running) await engineJson(socket, 'POST', `/containers/${name}/start`)
  })
}

export async function hostId({ db }: LabStack, host: BenchHost): Promise<string> {
  return (await db.prisma.host.findUniqueOrThrow({ where: { name: host }, select: { id: true } })).id
}

/** The whole product with three real engines; `filled` says which of them get what the plan has for them. */
export async function startBenchFleet(filled: ReadonlySet<BenchHost>): Promise<LabStack> {
  const stack = await startLabStack({
    ...{ name: 'bench', hosts: Object.keys(plan) },
    seed: async (fleet) => {
      await Promise.all([...filled].map((name) => plant(fleet.host(name), plan[name])))
    },
  })
  const stop = tidied(stack.stop)
  try {
    await poll(
      'all sections of all hosts',
      async () => ((await stack.db.prisma.hostSection.count({ where: { status: 'ok' } })) === 15 ? true : null),
      { withinMs: 120_000, everyMs: 100 },
    )
    return stack
  } catch (error) {
    await stop()
    throw error
  }
}
