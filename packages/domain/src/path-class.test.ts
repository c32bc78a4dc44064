import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PathClass } from './facts.ts'
import { pathClass } from './path-class.ts'

const examples: Record<PathClass, string[]> = {
  data: [
    '/var/lib/mysql/ibdata1',
    '/var/lib/postgresql/data/base/16384',
    '/data/dump.rdb',
    '/app/uploads/a.png',
    '/usr/share/elasticsearch/data/nodes',
    '/usr/share/nginx/html/index.html',
    '/var/lib/leveldb/000123.log',
    '/kafka/topic-0/00000000000000000000.log',
    '/tmpfiles/x',
    '/libretto/x',
    '/',
  ],
  config: [
    '/etc',
    '/etc/nginx/nginx.conf',
    '/app/settings.yaml',
    '/app/.env',
    '/root/.config/gh/hosts',
    '/opt/x/server.properties',
  ],
  log: [
    '/var/log',
    '/var/log/access.log.1',
    '/app/logs/today',
    '/app/server.log',
    '/app/server.log.2.gz',
    '/app/gc.log-20260101',
  ],
  cache: [
    '/var/cache/nginx/1',
    '/root/.cache/pip/x',
    '/app/cache/page',
    '/app/__pycache__',
    '/usr/lib/python3/x.pyc',
    '/root/.npm/_logs/x',
  ],
  package: [
    '/usr/bin/vim',
    '/bin/sh',
    '/lib64/ld.so',
    '/var/lib/dpkg/status',
    '/app/node_modules/x/index.js',
    '/usr/local/bin/tool',
  ],
  temp: ['/tmp/x', '/var/tmp/y', '/run/app.pid', '/app/app.pid', '/var/lib/mysql/mysql.sock', '/etc/.app.conf.swp', '/dev/shm/a'],
}

describe('CTR-201: what a path in a container is for', () => {
  for (const [expected, paths] of Object.entries(examples))
    test(`${expected}: ${paths.slice(0, 3).join(', ')} …`, () => {
      for (const path of paths) expect(`${path} ${pathClass(path)}`).toBe(`${path} ${expected}`)
    })
})

test('C5: everything below a temporary, package or log directory is of its class or more volatile', () => {
  const name = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => !text.includes('/'))
  fc.assert(
    fc.property(fc.array(name, { maxLength: 4 }), (names) => {
      expect(pathClass(['/tmp', ...names].join('/'))).toBe('temp')
      expect(['temp', 'cache', 'log']).toContain(pathClass(['/var/log', ...names].join('/')))
      expect(PathClass.options).toContain(pathClass(`/${names.join('/')}`))
    }),
  )
})

test('a long hostile path costs no time to judge', () => {
  const began = performance.now()
  pathClass(`/${'a.log/'.repeat(600)}${'.'.repeat(300)}`)
  pathClass(`/${'log'.repeat(1300)}`)
  expect(performance.now() - began).toBeLessThan(100)
})
