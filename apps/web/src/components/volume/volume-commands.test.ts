import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { createCommands, removeCommands, showCommands } from './volume-commands.ts'

const origin = 'https://stowage.test'
const oneLine = (text: string) => text.replaceAll(' \\\n  ', ' ')
const volume = { id: '0b9c', host: 'web-07', name: 'shop_pgdata' }

describe('Copy as', () => {
  it('shows a volume in three tongues that name its host', () => {
    const texts = showCommands(volume, origin)
    expect(texts.stowage).toBe('stowage volumes show web-07/shop_pgdata')
    expect(texts.docker).toContain('docker --context web-07 volume inspect shop_pgdata')
    expect(texts.api).toContain('"authorization: Bearer $STOWAGE_TOKEN"')
  })

  it('creates on every chosen host, with options and labels quoted', () => {
    const texts = createCommands(
      {
        name: 'assets',
        driver: 'local',
        options: { type: 'nfs', o: 'addr=nas-01,nfsvers=4.1', device: ':/assets' },
        labels: { note: "ana's data" },
        hosts: [
          { id: '1', name: 'web-01' },
          { id: '2', name: 'web-02' },
        ],
      },
      origin,
    )
    expect(oneLine(texts.stowage)).toBe(
      "stowage volumes create assets --host web-01 --host web-02 -o type=nfs -o o=addr=nas-01,nfsvers=4.1 -o device=:/assets --label 'note=ana'\\''s data'",
    )
    expect(oneLine(texts.docker).split('\n').slice(1)).toEqual([
      "docker --context web-01 volume create --opt type=nfs --opt o=addr=nas-01,nfsvers=4.1 --opt device=:/assets --label 'note=ana'\\''s data' assets",
      "docker --context web-02 volume create --opt type=nfs --opt o=addr=nas-01,nfsvers=4.1 --opt device=:/assets --label 'note=ana'\\''s data' assets",
    ])
  })

  it('stays one command for a real shell when it is broken into lines, whatever its values hold', () => {
    const labels = { note: 'a --label b -o c \\ d', team: 'x'.repeat(60) }
    const texts = createCommands({ name: 'assets', driver: 'local', options: {}, labels, hosts: [] }, origin)
    expect(texts.stowage).toContain(' \\\n  --label')
    const command = texts.stowage.replace(/^stowage/, "printf '%s\\0'")
    const words = execFileSync('sh', ['-c', command]).toString().split('\0').slice(0, -1)
    expect(words).toEqual([
      'volumes',
      'create',
      'assets',
      '--host',
      'HOST',
      '--label',
      `note=${labels.note}`,
      '--label',
      `team=${labels.team}`,
    ])
  })

  it('says before a destructive docker text what it skips', () => {
    const texts = removeCommands(volume, { confirm: 'shop_pgdata', seen: 'abc' }, origin)
    expect(texts.docker).toMatch(/^# cannot be undone\n# skips: /)
    expect(texts.docker).toContain('docker --context web-07 volume rm shop_pgdata')
  })
})
