import { expect, test } from 'vitest'
import { serverUrl } from './server-url.ts'

test('AP2: plain http is refused unless the server is on this machine or the laboratory switch is on', () => {
  expect(() => serverUrl('http://stowage.example.com', false)).toThrow(/https/)
  expect(() => serverUrl('http://10.0.0.1:3000', false)).toThrow(/https/)
  expect(() => serverUrl('http://127.0.0.1.evil.example', false)).toThrow(/https/)
  expect(() => serverUrl('http://localhost.evil.example', false)).toThrow(/https/)
  for (const url of ['http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:80'])
    expect(serverUrl(url, false).href).toContain('http://')
  expect(serverUrl('http://10.0.0.1:3000', true).href).toBe('http://10.0.0.1:3000/')
})

test('an address keeps its path and may hold nothing else', () => {
  expect(serverUrl('https://example.com/stowage', false).href).toBe('https://example.com/stowage/')
  for (const bad of ['ftp://x', 'example.com', 'https://user:pw@x', 'https://x/?a=b', 'https://x/#a', ''])
    expect(() => serverUrl(bad, true)).toThrow()
})
