import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkHealth } from './health.ts'
import { machineTime, openSignOfLife, readSign } from './sign-of-life.ts'

const fresh = () => mkdtemp(join(tmpdir(), 'stowage-health-'))
const at =
  (upS: number, boot = 'a') =>
  async () => ({ boot, upS })

/** A directory whose agent showed a sign at second 1000 of boot `a`. */
async function signed(engine = true) {
  const directory = await fresh()
  const sign = await openSignOfLife(directory, at(1000))
  sign.show(engine)
  await expect.poll(() => readSign(directory)).not.toBeNull()
  return { directory, sign }
}

test('an agent is healthy for 60 s after its server answered, and not longer', async () => {
  const { directory, sign } = await signed()
  expect(await checkHealth(directory, at(1000))).toEqual({ healthy: true, line: 'The server answered 0 s ago.' })
  expect(await checkHealth(directory, at(1060))).toMatchObject({ healthy: true })
  expect(await checkHealth(directory, at(1083))).toEqual({
    healthy: false,
    line: "The server last answered the agent 83 s ago. The agent's log says why.",
  })
  await sign.end()
})

test('an engine that is down does not make the agent ill, but is told', async () => {
  const { directory, sign } = await signed(false)
  expect(await checkHealth(directory, at(1010))).toEqual({
    healthy: true,
    line: 'The server answered 10 s ago; the Docker Engine does not answer.',
  })
  await sign.end()
})

test('a sign from before a reboot, from a process before, or from an agent that ended is none', async () => {
  const { directory, sign } = await signed()
  expect((await checkHealth(directory, at(1001, 'b'))).healthy).toBe(false)
  expect((await checkHealth(directory, at(999))).healthy).toBe(false)
  const next = await openSignOfLife(directory, at(1002))
  expect((await checkHealth(directory, at(1002))).healthy).toBe(false)
  next.show(true)
  await expect.poll(async () => (await checkHealth(directory, at(1002))).healthy).toBe(true)
  await next.end()
  expect((await checkHealth(directory, at(1002))).line).toMatch(/No agent .* has reached its server/)
  await sign.end()
})

test('without a directory, or with nonsense in the file, there is no agent', async () => {
  expect((await checkHealth('/nonexistent')).healthy).toBe(false)
  const directory = await fresh()
  for (const text of ['', '{', 'null', '[]', '{"upS":1}', '{"boot":"a","upS":"1000","engine":true}']) {
    await writeFile(join(directory, 'alive'), text)
    expect(await checkHealth(directory, at(1000)), text).toMatchObject({ healthy: false })
  }
})

test('the file has one length, and its time is not that of the calendar', async () => {
  const directory = await fresh()
  const sign = await openSignOfLife(directory)
  const sizes = new Set<number>()
  for (const engine of [true, false]) {
    sign.show(engine)
    await expect.poll(async () => (await readSign(directory))?.engine).toBe(engine)
    sizes.add((await readFile(join(directory, 'alive'))).length)
  }
  expect([...sizes]).toEqual([128])
  expect((await machineTime()).upS).toBeLessThan(Date.now() / 1000 / 2)
  await sign.end()
})
