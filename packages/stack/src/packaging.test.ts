import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { enrolCommand, enrolCompose } from '@stowage/api/enrol-command'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { readEnv as readAgentEnv } from '../../../apps/agent/src/env.ts'
import { readEnv as readServerEnv } from '../../../apps/server/src/env.ts'
import { rootDir } from './build.ts'
import { serverFlags } from './server-program.ts'

const read = (path: string) => readFileSync(join(rootDir, path), 'utf8')
const settings = { POSTGRES_PASSWORD: 'f00d', DOCKER_GID: '998' }

const Service = z.object({
  image: z.string(),
  build: z.object({ context: z.string(), dockerfile: z.string() }).optional(),
  environment: z.record(z.string(), z.string()),
  volumes: z.array(z.string()),
  networks: z.array(z.string()),
  ports: z.array(z.string()).default([]),
  read_only: z.boolean().default(false),
  cap_drop: z.array(z.string()),
  cap_add: z.array(z.string()).default([]),
  security_opt: z.array(z.string()),
  user: z.string().optional(),
  privileged: z.boolean().optional(),
  network_mode: z.string().optional(),
  pid: z.string().optional(),
})
const Compose = z.object({
  services: z.object({ postgres: Service, server: Service, agent: Service }),
  volumes: z.record(z.string(), z.object({ name: z.string() })),
  networks: z.record(z.string(), z.object({ internal: z.boolean() }).nullable()),
})
const filled = (text: string) =>
  text.replaceAll(/\$\{(\w+)(?::[-?]([^}]*))?\}/g, (_, name, rest) => (settings as Record<string, string>)[name] ?? rest)
const parsed = (text: string) => JSON.parse(filled(JSON.stringify(parse(text, { merge: true }))))
const compose = Compose.parse(parsed(read('docker-compose.yml')))
const { postgres, server, agent } = compose.services

/** Names of the variables that a schema file declares. */
const variables = (path: string) => [...read(path).matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name)
const mountsOf = (volumes: readonly string[]) => volumes.map((volume) => volume.split(':')[1])

describe('docker-compose.yml', () => {
  const command = [['docker', 'compose'], ['docker-compose']].find(
    ([program = '', ...args]) => spawnSync(program, [...args, 'version']).status === 0,
  )
  test.skipIf(!command)(
    'Compose itself takes the file, and asks for what is missing in .env',
    () => {
      const [program = '', ...args] = command ?? []
      const dir = mkdtempSync(join(tmpdir(), 'stowage-compose-'))
      onTestFinished(() => rmSync(dir, { recursive: true }))
      writeFileSync(join(dir, 'empty.env'), '')
      const config = (env: NodeJS.ProcessEnv) =>
        spawnSync(program, [...args, '-f', join(rootDir, 'docker-compose.yml'), '--env-file', join(dir, 'empty.env'), 'config'], {
          env: { ...process.env, ...env },
          encoding: 'utf8',
        })
      const good = config(settings)
      expect(good.stderr + good.stdout).toContain('POSTGRES_PASSWORD: f00d')
      expect(good.status).toBe(0)
      for (const name of ['POSTGRES_PASSWORD', 'DOCKER_GID']) {
        const bad = config({ ...settings, [name]: '' })
        expect(bad.status).not.toBe(0)
        expect(bad.stderr).toContain('says how to make .env')
      }
    },
    30_000,
  )

  test('every setting exists and has a value that server and agent take', () => {
    for (const [service, path] of [
      [server, 'apps/server/src/env.ts'],
      [agent, 'apps/agent/src/env.ts'],
    ] as const)
      expect(variables(path)).toEqual(expect.arrayContaining(Object.keys(service.environment)))
    expect(readServerEnv(server.environment).STOWAGE_ORIGIN).toBe('http://localhost:7420')
    const own = readAgentEnv(agent.environment)
    expect(own).toMatchObject({ STOWAGE_URL: 'http://server:7420', STOWAGE_INSECURE_HTTP: true })
    expect(own.STOWAGE_ENROL_TOKEN_FILE).toBe(server.environment.STOWAGE_LOCAL_ENROL_FILE)
  })

  test('nothing has rights it does not need, and only the loopback reaches the server', () => {
    for (const service of [postgres, server, agent]) {
      expect(service.cap_drop).toEqual(['ALL'])
      expect(service.security_opt).toEqual(['no-new-privileges:true'])
      expect([service.privileged, service.network_mode, service.pid, service.user]).toEqual(Array(4).fill(undefined))
    }
    for (const service of [server, agent]) expect([service.read_only, service.cap_add]).toEqual([true, []])
    expect(server.ports).toEqual(['127.0.0.1:7420:7420'])
    expect([...postgres.ports, ...agent.ports]).toEqual([])
    expect(compose.networks.data).toEqual({ internal: true })
    // The agent, which holds the socket, does not reach the database, nor the server's secrets.
    expect(agent.networks).toEqual(['agents'])
    expect(agent.volumes.filter((volume) => volume.startsWith('server:') || volume.startsWith('postgres:'))).toEqual([])
    expect(server.volumes.join()).not.toContain('docker.sock')
    expect(agent.volumes).toEqual(expect.arrayContaining(['enrol:/run/stowage:ro', '/etc/stowage:/etc/stowage:ro']))
  })

  test('the agent of the printed command has a volume of its own, and the same rights', () => {
    const origin = 'https://stowage.example.org'
    const printed = enrolCommand({ origin, token: 'swe_abc' })
    const service = Service.partial().parse(parsed(enrolCompose({ origin, token: 'swe_abc' })).services['stowage-agent'])
    expect(service).toMatchObject({ image: agent.image, read_only: true, cap_drop: ['ALL'] })
    expect(printed.endsWith(agent.image)).toBe(true)
    const [socket, , , policy] = mountsOf(agent.volumes)
    expect(mountsOf(service.volumes ?? [])).toEqual([socket, policy, mountsOf(agent.volumes)[1]])
    expect(service.volumes).not.toContain(`${compose.volumes.agent?.name}:/var/lib/stowage-agent`)
    expect(variables('apps/agent/src/env.ts')).toEqual(expect.arrayContaining(Object.keys(service.environment ?? {})))
  })
})

describe.each([
  { name: 'server', service: server, program: '/usr/lib/stowage/server.mjs' },
  { name: 'agent', service: agent, program: '/usr/lib/stowage/agent.mjs' },
])('the image of the $name', ({ name, service, program }) => {
  const file = read(`apps/${name}/Dockerfile`)
  const lines = file.replaceAll('\\\n', ' ').split('\n')
  const all = (word: string) => lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1))
  const final = file.split(/^FROM .*$/m)[2] ?? ''

  test('is built in a stage of its own, from a base that can be chosen, and holds only what runs', () => {
    expect(service.build?.dockerfile).toBe(`apps/${name}/Dockerfile`)
    expect(all('ARG')).toEqual(['BASE_IMAGE=node:24-slim'])
    expect(all('FROM').map((from) => from.replace(/\W*BASE_IMAGE\W/, 'BASE'))).toEqual(['BASE AS build', 'BASE'])
    expect(all('ADD')).toEqual([])
    for (const line of final.split('\n').filter((each) => each.startsWith('COPY'))) expect(line).toContain('--from=build ')
    expect(final).not.toMatch(/npm|apt|curl/)
    expect(all('RUN')[0]).toMatch(/^npm install --no-save --ignore-scripts .*--workspace @stowage/)
    expect(all('RUN').join()).not.toContain('npm ci')
  })

  test('what it copies exists in the checkout', () => {
    const copied = all('COPY').filter((line) => !line.startsWith('--from'))
    expect(copied.length).toBeGreaterThan(0)
    for (const line of copied)
      for (const path of line.split(/\s+/).slice(0, -1)) expect(existsSync(join(rootDir, path)), path).toBe(true)
  })

  test('runs as a user without rights, tells its health, and finds its volumes with that user as their owner', () => {
    expect(all('USER')).toEqual(['node'])
    expect(final.indexOf('USER node')).toBeLessThan(final.indexOf('ENTRYPOINT'))
    expect(all('HEALTHCHECK')[0]).toMatch(/--interval=\d+s --timeout=\d+s --start-period=\d+s/)
    expect(z.array(z.string()).parse(JSON.parse(all('ENTRYPOINT')[0] ?? ''))).toEqual(expect.arrayContaining(['node', program]))
    const made = /install -d -o node -g node -m 0700 (.*)/.exec(final)?.[1]?.split(' ') ?? []
    const own = mountsOf(service.volumes).filter((path) => path?.startsWith('/var/lib/') || path === '/run/stowage')
    expect(made.sort()).toEqual(own.sort())
  })

  test('its settings exist', () => {
    const names = [
      ...all('ENV')
        .join(' ')
        .matchAll(/\b(STOWAGE_\w+)=/g),
    ].map(([, each]) => each)
    expect(names.length).toBeGreaterThan(0)
    expect(variables(`apps/${name}/src/env.ts`)).toEqual(expect.arrayContaining(names))
  })
})

test('images come by their short names: whoever builds decides about the registry', () => {
  for (const { image } of [postgres, server, agent]) expect(image).toMatch(/^[a-z-]+(:\d+)?$/)
  for (const path of ['docker-compose.yml', 'apps/server/Dockerfile', 'apps/agent/Dockerfile']) {
    const hosts = [...read(path).matchAll(/https?:\/\/([^\s:/`'"}]+)/g)].map(([, host]) => host)
    expect(
      hosts.filter((host) => !['localhost', '127.0.0.1', 'server'].includes(host ?? '')),
      path,
    ).toEqual([])
  }
})

test('the server in its image is reached from outside its container, on the port that Compose publishes', () => {
  const [env = ''] =
    read('apps/server/Dockerfile')
      .replaceAll('\\\n', ' ')
      .match(/^ENV NODE_ENV.*$/m) ?? []
  const own = Object.fromEntries([...env.matchAll(/(\w+)=(\S+)/g)].map(([, key = '', value = '']) => [key, value]))
  expect(readServerEnv(own)).toMatchObject({ STOWAGE_HOST: '0.0.0.0', STOWAGE_PORT: 7420, STOWAGE_DATA_DIR: '/var/lib/stowage' })
})

test('the image starts the server with the flags that were measured', () => {
  const [, entry = ''] = /^ENTRYPOINT (.*)$/m.exec(read('apps/server/Dockerfile')) ?? []
  expect(JSON.parse(entry)).toEqual(['node', ...serverFlags, '/usr/lib/stowage/server.mjs'])
})
