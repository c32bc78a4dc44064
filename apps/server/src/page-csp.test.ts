import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { pageCsp } from './page-csp.ts'

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

test('inline scripts and styles of a page are allowed by their hash, and no others', () => {
  const csp = pageCsp(
    '<head><style>a{}</style><script src="/x.js"></script><script>go(1)</script></head><script id="n">go("</p>")</script>',
  )
  expect(csp).toContain(`script-src 'self' ${[hash('go(1)'), hash('go("</p>")')].sort().join(' ')};`)
  expect(csp).toContain(`style-src 'self' ${hash('a{}')};`)
  expect(csp).not.toContain('unsafe')
})

test('style attributes that the build wrote are allowed by their hash, unescaped as the browser sees them', () => {
  const csp = pageCsp('<p style="font:&quot;Geist&quot;">x</p><script>"<p style=\\"no\\">"</script>')
  expect(csp).toContain(`style-src-attr 'unsafe-hashes' ${hash('font:"Geist"')};`)
})
