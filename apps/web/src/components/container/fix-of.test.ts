import { describe, expect, it } from 'vitest'
import { fixOf } from './fix-of.ts'

const container = { host: 'web-07', name: 'shop-web-1', service: 'web', project: 'shop' }

describe('the fix for data in a writable layer', () => {
  it('is a Compose patch that names the path, and commands that keep what is there', () => {
    const { patch, volume, copy } = fixOf(container, '/data/uploads')
    expect(patch).toContain('/data/uploads')
    expect(patch).toMatch(/^services:\n {2}web:/)
    expect(volume).toBe('shop_web-uploads')
    expect(copy).toContain('docker --context web-07 cp shop-web-1:/data/uploads/. - |')
    expect(copy).toContain('-v shop_web-uploads:/to')
    expect(copy).toContain('compose up -d web')
  })

  it('is a flag of docker run without Compose; nothing from the host becomes a command of its own', () => {
    const { patch, copy } = fixOf({ host: 'a', name: 'x', service: null, project: null }, "/data/$(reboot) 'x'")
    expect(patch).toMatch(/^-v '/)
    expect(copy).toContain(String.raw`'x:/data/$(reboot) '\''x'\''/.'`)
    const broken = fixOf({ host: 'a', name: 'x', service: null, project: null }, '/data\nreboot').copy
    expect(
      broken
        .split('\n')
        .filter((line) => line.startsWith('#'))
        .join(),
    ).not.toContain('data')
    expect(copy.split('\n').filter((line) => !/^(docker|#| {2}docker)/.test(line))).toEqual([])
  })
})
