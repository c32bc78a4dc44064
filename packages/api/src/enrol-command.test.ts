import { expect, test } from 'vitest'
import { enrolCommand, enrolCompose } from './enrol-command.ts'

const far = { origin: 'https://stowage.example.org', token: 'swe_abc' }

test('the command names the server and the token, runs without rights, and shares only the socket and two places', () => {
  const command = enrolCommand(far)
  expect(command).toMatch(/^docker run -d --name stowage-agent --restart unless-stopped /)
  expect(command).toContain('-e STOWAGE_URL=https://stowage.example.org')
  expect(command).toContain('--read-only --cap-drop ALL --security-opt no-new-privileges')
  expect(command.match(/ -v \S+/g)?.map((volume) => volume.slice(4))).toEqual([
    '/var/run/docker.sock:/var/run/docker.sock',
    '/etc/stowage:/etc/stowage:ro',
    'stowage-agent:/var/lib/stowage-agent',
  ])
  expect(command).not.toMatch(/privileged=|--privileged|--pid|--network/)
  expect(
    command
      .split('\n')
      .slice(0, -1)
      .every((line) => line.endsWith('\\')),
  ).toBe(true)
})

test('a server on the loopback of the same machine is reached over the network of the host', () => {
  const near = { origin: 'http://127.0.0.1:7420', token: 'swe_abc' }
  expect(enrolCommand(near)).toContain('--network host')
  expect(enrolCompose(near)).toContain('network_mode: host')
  expect(enrolCompose(far)).not.toContain('network_mode')
})
