import { expect, test } from 'vitest'
import { credentialProblem } from './credential-problem.ts'

test.each<Record<string, string>>([
  { type: 'cifs', o: 'username=u,password=canary', device: '//nas/x' },
  { type: 'cifs', o: 'username=u, PASS=canary', device: '//nas/x' },
  { password: 'canary' },
  { 'api-token': 'canary' },
  { device: 'https://user:canary@nas/x' },
])('CV10: %j is refused, and the text does not repeat the value', (options) => {
  expect(credentialProblem(options)?.message).toMatch(/keeps no passwords/)
  expect(JSON.stringify(credentialProblem(options))).not.toContain('canary')
})

test.each<Record<string, string>>([
  { type: 'nfs', o: 'addr=nas-01,nfsvers=4.1,hard', device: ':/assets/passes' },
  { type: 'cifs', o: 'username=u,vers=3.0', device: '//nas/x' },
  { device: 'glusterfs://a:24007/vol' },
])('%j passes', (options) => {
  expect(credentialProblem(options)).toBeNull()
})
