import type { LabHost } from '@stowage/lab/host'

const program = `
const { mkdirSync, rmSync } = require('node:fs')
const socket = '/run/docker/plugins/stub.sock'
const volumes = new Map(process.argv.slice(1).map((Name) => [Name, { Name, Mountpoint: '' }]))
const answers = {
  '/Plugin.Activate': () => ({ Implements: ['VolumeDriver'] }),
  '/VolumeDriver.Capabilities': () => ({ Capabilities: { Scope: 'global' } }),
  '/VolumeDriver.Create': ({ Name }) => (volumes.set(Name, { Name, Mountpoint: '' }), {}),
  '/VolumeDriver.Remove': ({ Name }) => (volumes.delete(Name), {}),
  '/VolumeDriver.Get': ({ Name }) => (volumes.has(Name) ? { Volume: volumes.get(Name) } : { Err: 'no such volume' }),
  '/VolumeDriver.List': () => ({ Volumes: [...volumes.values()] }),
  '/VolumeDriver.Path': () => ({ Mountpoint: '' }),
}
mkdirSync('/run/docker/plugins', { recursive: true })
rmSync(socket, { force: true })
const server = require('node:http').createServer((request, response) => {
  let body = ''
  request.on('data', (part) => (body += part))
  request.on('end', () => response.end(JSON.stringify(answers[request.url]?.(JSON.parse(body || '{}')) ?? { Err: 'unknown' })))
})
server.listen(socket, () => console.log('ready'))
`

/** A volume plugin `stub` on a host of the lab that knows the given volumes (P2, P3). The result ends it as a crash does: the socket stays. */
export async function startStubPlugin(host: LabHost, volumes: readonly string[]): Promise<() => Promise<void>> {
  const plugin = host.run(process.execPath, ['-e', program, ...volumes], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => plugin.stdout?.once('data', resolve))
  return async () => {
    const ended = new Promise((resolve) => plugin.once('exit', resolve))
    plugin.kill('SIGKILL')
    await ended
  }
}
