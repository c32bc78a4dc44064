import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { poll } from '@stowage/lab/poll'
import { requirements, supported } from '@stowage/lab/requirements'
import { keepBusy, seedDemo } from '@stowage/lab/seed'
import { rootDir } from '@stowage/stack/build'
import { type LabStack, startLabStack } from '@stowage/stack/lab-stack'
import { removeLocalFile, writeLocalFile } from '@stowage/stack/local-file'
import { ensurePrograms } from './system-packages.ts'

const hosts = ['web-01', 'web-02', 'db-01']
const say = (line: string) => process.stderr.write(`${line}\n`)
const policy = readFileSync(join(rootDir, 'scripts', 'demo-policy.yaml'), 'utf8')

const reporting = (stack: LabStack) =>
  poll(
    'the hosts to report',
    async () => {
      const sections = await stack.db.prisma.hostSection.findMany({
        where: { name: { in: ['containers', 'volumes'] }, status: 'ok' },
      })
      return sections.length === hosts.length * 2 ? true : null
    },
    { withinMs: 60_000, everyMs: 100 },
  )

/** Three real engines with agents, seeded, and the product beside them; runs until Ctrl-C and then leaves nothing behind. */
export async function runDemo(port = 7420): Promise<number> {
  ensurePrograms(requirements)
  const able = supported()
  if (!able.ok) {
    say(`The demo fleet cannot run here: ${able.reason}.`)
    return 1
  }
  const asked = Promise.race(
    (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((name) => new Promise<void>((resolve) => process.on(name, () => resolve()))),
  )
  say('Starting three engines, the database, the server and three agents…')
  const stack = await startLabStack({
    ...{ name: 'demo', hosts, port, policy },
    seed: async (fleet) => {
      const planted = await seedDemo(fleet)
      for (const skipped of planted.skipped) say(`Left out: ${skipped}`)
    },
  })
  const busy = new AbortController()
  try {
    await reporting(stack)
    writeLocalFile({
      url: stack.url,
      token: stack.token,
      hosts: stack.fleet.hosts.map(({ name, socket, netns }) => ({ name, socket, netns })),
    })
    const background = keepBusy(stack.fleet, busy.signal).catch(() => {})
    const signIn = `${stack.url}/sign-in#${new URLSearchParams({ as: stack.admin.email, with: stack.admin.password })}`
    say('\nThree real hosts are live. This link signs you in:\n')
    process.stdout.write(`  ${signIn}\n\n`)
    for (const { name, socket } of stack.fleet.hosts) say(`  ${name}:  docker -H unix://${socket} volume ls`)
    say('\nnpm run -s stowage -- volumes list    works beside it. Ctrl-C takes all of it down.')
    await asked
    say('\nTaking the demo down…')
    busy.abort()
    await background
  } finally {
    removeLocalFile()
    await stack.stop()
  }
  say('Nothing is left behind.')
  return 0
}
