import { startLabAgent } from '@stowage/stack/agent-program'
import { namesOnScreen, openList, openVolume, rowOf, volumesOf } from './page-parts.ts'
import { expect, test } from './test.ts'

/** Three missed heartbeats and a few seconds until it is on screen (M1: 60 s). */
const noticedMs = 75_000

test.describe.configure({ timeout: 180_000 })

test('M1: a killed agent shows as unreachable by itself, nothing is lost, and with its return everything is live and there once', async ({
  page,
  web02,
  stage,
}, { annotations }) => {
  const agent = stage.hosts.find(({ data }) => data.name === 'web-02')
  if (!agent) throw new Error('web-02 has no agent')
  await openList(page, '/volumes?q=host:web-02')
  const before = await namesOnScreen(page)
  expect(before).toHaveLength((await volumesOf(web02)).length)

  process.kill(agent.agentPid, 'SIGKILL')
  const killed = performance.now()
  try {
    await test.step('the open page says so without being touched, and keeps the rows', async () => {
      await expect(page.getByRole('button', { name: '2 of 3 hosts · 1 unreachable' })).toBeVisible({ timeout: noticedMs })
      annotations.push({ type: 'killed agent to unreachable', description: `${Math.round(performance.now() - killed)} ms` })
      await expect(page.getByRole('status').getByText(/^web-02 has not reported since/)).toBeVisible()
      await expect(rowOf(page, 'imports')).toContainText('Unreachable')
      expect(await namesOnScreen(page)).toEqual(before)
    })
    await test.step('nothing can be done to a volume there', async () => {
      await openVolume(page, 'web-02', 'imports')
      await expect(page.getByText(/^web-02 is unreachable\. Everything here is as last seen/)).toBeVisible()
      await expect(page.getByRole('button', { name: 'Remove…' })).toHaveAttribute('aria-disabled', 'true')
    })
    // What happens meanwhile is found on the return.
    await web02.docker('volume', 'create', 'made-while-away')
  } finally {
    startLabAgent(web02, {
      serverUrl: stage.agentUrl,
      stateDir: agent.agentStateDir,
      env: { STOWAGE_SIZES_MINUTES: '0.02', STOWAGE_LAYERS_MINUTES: '0.05' },
    })
  }
  await test.step('it is live again and every volume is there once', async () => {
    await openList(page, '/volumes?q=host:web-02')
    await expect(page.getByRole('button', { name: 'Live · 3 of 3 hosts' })).toBeVisible()
    await expect.poll(() => namesOnScreen(page)).toContain('made-while-away')
    expect(await namesOnScreen(page)).toHaveLength((await volumesOf(web02)).length)
    await web02.docker('volume', 'rm', 'made-while-away')
    await expect(rowOf(page, 'made-while-away')).toBeHidden()
  })
})
