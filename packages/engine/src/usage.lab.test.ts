import { engineJson } from '@stowage/lab/engine-call'
import { poll } from '@stowage/lab/poll'
import { labHost, noLab } from '@stowage/lab/testing/lab-hosts'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { connectEngine } from './connect.ts'

const Df = z.object({ LayersSize: z.number() })

describe.skipIf(noLab)('what images take on a real engine', () => {
  test('images count each layer once, as docker system df does', async () => {
    const { socket } = labHost('web-01')
    const engine = await connectEngine({ socketPath: socket })
    const { LayersSize } = Df.parse(await engineJson(socket, 'GET', '/system/df'))
    expect(await engine.measureUsage()).toMatchObject({ imageBytes: LayersSize, imageReason: null })
    expect((await engine.readEngine()).usage).toMatchObject({ imageBytes: LayersSize })
    expect(LayersSize).toBeGreaterThan(500_000)
    engine.close()
  })

  test('a container tells the size of its image soon after it is listed', async () => {
    const host = labHost('web-01')
    const engine = await connectEngine({ socketPath: host.socket })
    const id = (await host.docker('create', 'nginx:1.27')).trim()
    const size = Number(await host.docker('image', 'inspect', '-f', '{{.Size}}', 'nginx:1.27'))
    const told = async () => (await engine.listContainers()).items.find((item) => item.id === id)?.imageBytes ?? null
    expect(await poll('the size of the image', told)).toBe(size)
    engine.close()
    await host.docker('rm', id)
  })
})
