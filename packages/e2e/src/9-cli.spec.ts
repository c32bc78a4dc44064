import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { volumesOf } from './page-parts.ts'
import type { Stage } from './stage.ts'
import { expect, test } from './test.ts'

const program = fileURLToPath(new URL('../../../apps/cli/src/main.ts', import.meta.url))

async function stowage({ url, token }: Pick<Stage, 'url' | 'token'>, ...args: string[]) {
  const env = { PATH: process.env.PATH, HOME: '/nonexistent', STOWAGE_URL: url, STOWAGE_TOKEN: token }
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { code, stdout, stderr }
}

test('the command line lists, creates and removes on the same server, with nothing but JSON on stdout', async ({
  stage,
  web01,
  page,
}) => {
  const hosts = await stowage(stage, 'hosts', 'list', '--json')
  expect(hosts.code).toBe(0)
  expect(JSON.parse(hosts.stdout)).toEqual(
    expect.arrayContaining([expect.objectContaining({ name: 'db-01', mode: 'read-only' })]),
  )

  const created = await stowage(stage, 'volumes', 'create', 'by-cli', '--host', 'web-01', '--label', 'team=ops', '--json')
  expect(JSON.parse(created.stdout)).toEqual([{ host: 'web-01', ok: true, error: null }])
  expect(created.code).toBe(0)
  expect(await volumesOf(web01)).toContain('by-cli')
  await page.goto('/volume?host=web-01&name=by-cli')
  await expect(page.getByRole('main').getByText('team=ops')).toBeVisible()

  const refused = await stowage(stage, 'volumes', 'create', 'by-cli', '--host', 'db-01', '--json')
  expect(refused.code).toBe(1)
  expect(JSON.parse(refused.stdout)).toEqual([{ host: 'db-01', ok: false, error: expect.stringContaining('read-only') }])

  const removed = await stowage(stage, 'volumes', 'remove', 'web-01/by-cli', '--no-archive', '--json')
  expect(removed).toMatchObject({ code: 0 })
  expect(JSON.parse(removed.stdout)).toMatchObject({ name: 'by-cli', ok: true })
  expect(await volumesOf(web01)).not.toContain('by-cli')
})

test('its exit codes tell done, refused and wrong usage apart', async ({ stage }) => {
  expect((await stowage(stage, 'volumes', 'list')).code).toBe(0)
  const used = await stowage(stage, 'volumes', 'remove', 'web-02/imports', '--no-archive', '--json')
  expect(used).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('import-2024') })
  expect(await stowage(stage, 'volumes', 'shwo')).toMatchObject({ code: 2, stdout: '' })
  expect(await stowage(stage, 'volumes', 'list', '--jsn')).toMatchObject({ code: 2, stdout: '' })
  const stranger = await stowage({ ...stage, token: 'stw_wrong' }, 'hosts', 'list', '--json')
  expect(stranger).toMatchObject({ code: 1, stdout: '' })
})
