import { expect, it } from 'vitest'
import { actorText, subjectHref } from './activity-words.ts'

it('says that Docker keeps no actor for a change made outside', () => {
  expect(actorText({ actorType: 'outside', actor: '', host: 'web-07' })).toBe('Not recorded by Docker')
  expect(actorText({ actorType: 'token', actor: 'ci-bot', host: null })).toBe('ci-bot (API token)')
})

it('links a subject to its page and leaves people without one', () => {
  expect(subjectHref({ subjectKind: 'volume', subjectId: 'a b' })).toBe('/volume?id=a%20b')
  expect(subjectHref({ subjectKind: 'user', subjectId: 'u1' })).toBeNull()
  expect(subjectHref({ subjectKind: 'job', subjectId: null })).toBeNull()
})
