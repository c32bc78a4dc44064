import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { volumeNameFor, volumePatch } from './compose-patch.ts'
import { volumeNameProblem } from './volume-name.ts'

test('CTR-201: a service of Compose gets the lines for its file', () => {
  expect(volumePatch({ service: 'db', container: 'shop-db-1', path: '/var/lib/mysql' })).toEqual({
    kind: 'compose',
    volume: 'db-mysql',
    text: `services:
  db:
    volumes:
      - "db-mysql:/var/lib/mysql"
volumes:
  db-mysql: {}
`,
  })
})

test('any other container gets words for docker run', () => {
  expect(volumePatch({ service: null, container: 'reports-db', path: '/pgdata' })).toMatchObject({
    kind: 'run',
    text: '-v reports-db-pgdata:/pgdata',
  })
  expect(volumePatch({ service: null, container: 'a', path: "/we ird/it's" }).text).toBe("-v 'a-it-s:/we ird/it'\\''s'")
  expect(volumePatch({ service: null, container: 'a', path: '/c:d,"e"' }).text).toBe(
    `--mount 'type=volume,source=a-c-d-e,"target=/c:d,""e"""'`,
  )
})

test('O3: the name is one that every engine takes, whatever service and path are called', () => {
  for (const [service, path, name] of [
    ['web', '/var/www/Uploads', 'web-uploads'],
    ['Ünï', '/', 'n-data'],
    ['日本', '/語', 'data'],
    ['', '/x', 'app-data'],
  ] as const)
    expect(volumeNameFor({ service, container: 'c', path })).toBe(name)
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (service, path) => {
      expect(volumeNameProblem(volumeNameFor({ service, container: 'c', path: `/${path}` }))).toBe(null)
    }),
  )
})

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: fc.constantFrom(...'\n\r\t :-#{}[]&*!|>\'"%@`$\\,~?\u0085\u2028\ufeff\0aé'), maxLength: 20 }),
  fc.constantFrom('yes', 'null', '~', '1.5', '0x1f', '<<', '- a', 'a: b', '__proto__x', '2026-01-01', '$HOME', '!!js/function'),
)

test('hostile names cannot break out of the YAML: it parses to exactly one mount of exactly that path', () => {
  fc.assert(
    fc.property(hostile, hostile, (service, rest) => {
      const path = `/${rest}`
      const { text, volume } = volumePatch({ service, container: 'c', path })
      const read = parse(text, { maxAliasCount: 0, uniqueKeys: true, mapAsMap: true })
      expect([...read.keys()]).toEqual(['services', 'volumes'])
      expect([...read.get('services').keys()]).toEqual([service])
      expect([...read.get('volumes').keys()]).toEqual([volume])
      const mounts = read.get('services').get(service).get('volumes')
      expect(mounts).toHaveLength(1)
      const given = typeof mounts[0] === 'string' ? mounts[0] : `${mounts[0].get('source')}:${mounts[0].get('target')}`
      // as Compose reads it: $$ is one dollar
      expect(given).toBe(`${volume}:${path.replaceAll('$', '$$$$')}`)
    }),
    { numRuns: 500 },
  )
})

test('hostile names stay one word of the shell', () => {
  fc.assert(
    fc.property(
      hostile.filter((text) => !text.includes('\0') && text.isWellFormed()),
      (rest) => {
        const { text } = volumePatch({ service: null, container: 'c', path: `/${rest}` })
        const { stdout } = spawnSync('sh', ['-c', `printf '%s\\0' ${text}`], { encoding: 'utf8' })
        expect(stdout.split('\0')).toHaveLength(3)
      },
    ),
    { numRuns: 40 },
  )
})

test('what is pasted into a terminal holds nothing that acts on it, and is the path all the same', () => {
  for (const rest of ['\u0003curl x|sh\n', 'a\u001b[201~%d\\n\r', "it's\u202e\n", 'é\u2028']) {
    const { text } = volumePatch({ service: null, container: 'c', path: `/${rest}` })
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
    const { stdout } = spawnSync('sh', ['-c', `printf '%s\\0' ${text}`], { encoding: 'utf8' })
    expect(stdout.split('\0')[1]?.endsWith(`"target=/${rest}"`)).toBe(true)
  }
})

test('what YAML must escape is escaped as every reader takes it: no halves of surrogate pairs', () => {
  const { text } = volumePatch({ service: '\u{f0000}', container: 'c', path: '/x' })
  expect(text).toContain('"\\U000f0000":')
})
