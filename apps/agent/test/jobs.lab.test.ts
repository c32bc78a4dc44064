import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { poll } from '@stowage/lab/poll'
import { labHost, noLab } from '@stowage/lab/testing/lab-hosts'
import { describe, expect, test } from 'vitest'
import { connected, create, managePolicy, remove } from './connected.ts'

describe.skipIf(noLab).concurrent('jobs on a real engine', () => {
  const host = labHost('web-01')
  const inspect = (name: string) =>
    host.docker('volume', 'inspect', name).then(
      (text): Record<string, unknown> => JSON.parse(text)[0],
      () => null,
    )

  test('M5, AP6: the same job a hundred times, and again after a restart, acts once and answers the same', async () => {
    await using link = await connected(host)
    const id = randomUUID()
    for (let i = 0; i < 100; i++) link.server.order(link.host, create('job-m5'), { id })
    const first = await link.result(id)
    await host.docker('volume', 'rm', 'job-m5')
    await link.restart()
    link.server.order(link.host, create('job-m5'), { id })
    link.server.order(link.host, create('job-m5'), { id, attempt: 2, probe: true })
    expect(await link.result(id, 2)).toEqual(first)
    expect(await inspect('job-m5')).toBeNull()
    expect(new Set(link.host.results.map((each) => JSON.stringify(each.result))).size).toBe(1)
  })

  test('M6: an overtaken attempt is ignored', async () => {
    await using link = await connected(host)
    const id = randomUUID()
    link.server.order(link.host, create('job-m6'), { id, attempt: 3 })
    expect((await link.result(id, 3)).code).toBe('created')
    link.server.order(link.host, create('job-m6'), { id, attempt: 2 })
    await link.agent.logged(/overtaken/)
    expect(link.host.results.filter((each) => each.attempt === 2)).toEqual([])
    await host.docker('volume', 'rm', 'job-m6')
  })

  test('AP7, M31: a host without a policy, with one that says read-only, or with a broken one does nothing', async () => {
    for (const policy of [null, 'mode: read-only\n', 'mode: manage\nodd: 1\n']) {
      await using link = await connected(host, { policy })
      await host.docker('volume', 'create', 'job-ap7-old')
      expect(link.host.hellos[0]?.policy.mode).toBe('read-only')
      const made = await link.run(create('job-ap7'))
      expect(made).toMatchObject({ outcome: 'refused', code: 'policy', details: { line: 'mode' } })
      if (policy?.includes('odd')) expect(made.message).toMatch(/odd/)
      expect(await link.run(await remove(link.host, 'job-ap7-old'))).toMatchObject({ outcome: 'refused', code: 'policy' })
      expect(await inspect('job-ap7')).toBeNull()
      expect(await inspect('job-ap7-old')).not.toBeNull()
      await host.docker('volume', 'rm', 'job-ap7-old')
    }
  })

  test('a change of the policy file holds for the next job and is told in a heartbeat', async () => {
    await using link = await connected(host, { policy: 'mode: read-only\n' })
    expect(await link.run(create('job-policy'))).toMatchObject({ code: 'policy' })
    await writeFile(link.policyFile, managePolicy)
    expect(await link.run(create('job-policy'))).toMatchObject({ code: 'created' })
    await poll('a heartbeat with the policy', () => link.host.heartbeats.find((each) => each.policy?.mode === 'manage') ?? null)
    await writeFile(link.policyFile, 'nonsense: 1\n')
    await poll(
      'a heartbeat with the problem',
      () => link.host.heartbeats.find((each) => /nonsense/.test(each.policyProblem ?? '')) ?? null,
    )
    await host.docker('volume', 'rm', 'job-policy')
  })
})
