import { expect, test } from 'vitest'
import { linkCredentials } from './link-credentials.ts'

const hash = '#as=admin%40demo.local&with=s3cret%2B'

test('a link of the demo fleet signs in on this machine', () => {
  for (const hostname of ['127.0.0.1', 'localhost', '[::1]']) {
    expect(linkCredentials({ hostname, hash })).toEqual({ email: 'admin@demo.local', password: 's3cret+' })
  }
})

test('on any other address the link is not used, so that nobody is signed into another account', () => {
  for (const hostname of ['stowage.example', '127.0.0.1.evil.example', '10.0.0.1'])
    expect(linkCredentials({ hostname, hash })).toBeNull()
})

test('a link without both parts is none', () => {
  for (const half of ['', '#', '#as=a', '#with=b', '#token'])
    expect(linkCredentials({ hostname: 'localhost', hash: half })).toBeNull()
})
