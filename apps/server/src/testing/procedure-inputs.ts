import { randomUUID } from 'node:crypto'
import { newUser } from '@stowage/api/new-user'
import { newSecretToken } from '@stowage/api/secret-token'
import { addContainer, addHost, addVolume } from '@stowage/db/testing/fleet-rows'
import { type Person, password, type TestServer } from './test-server.ts'

export type Target = 'own' | 'foreign' | 'random'
type Input = (app: TestServer, target: Target, caller: Person | null) => Promise<unknown>

export const targets: readonly Target[] = ['own', 'foreign', 'random']
export const uuid = () => randomUUID()
const fact = {
  name: 'v',
  driver: 'local',
  scope: 'local',
  kind: 'named',
  mountpoint: '/',
  options: {},
  labels: {},
  anonymous: null,
  project: null,
  createdAt: null,
  realDevice: null,
  problem: null,
}

export async function host({ db }: TestServer, target: Target): Promise<string> {
  if (target === 'random') return uuid()
  const now = new Date()
  const id = await addHost(db, { name: `${target}-${uuid().slice(0, 8)}`, policy: { mode: 'manage' }, lastSeenAt: now })
  await db.prisma.hostSection.updateMany({ where: { hostId: id }, data: { collectedAt: now } })
  return id
}
export async function volume(app: TestServer, target: Target): Promise<string> {
  if (target === 'random') return uuid()
  return addVolume(app.db, await host(app, target), { name: 'v', sizeBytes: 0n, fact })
}
async function job(app: TestServer, target: Target): Promise<string> {
  if (target === 'random') return uuid()
  const data = { kind: 'volume.create', volumeName: 'v', params: {}, requestedById: 'x', requestedBy: 'X', via: 'web' }
  return (await app.db.prisma.job.create({ data: { ...data, hostId: await host(app, target) } })).id
}
async function container(app: TestServer, target: Target): Promise<string> {
  return target === 'random' ? uuid() : addContainer(app.db, await host(app, target))
}
async function reading(app: TestServer, target: Target): Promise<string> {
  if (target === 'random') return uuid()
  const hostId = await host(app, target)
  const asked = { kind: 'volume.size', subject: 'v', subjectId: uuid(), askedById: 'x', askedBy: 'X' }
  return (await app.db.prisma.reading.create({ data: { ...asked, hostId } })).id
}
async function enrolment(app: TestServer, target: Target, caller: Person | null): Promise<string> {
  if (target === 'random') return uuid()
  const createdBy = target === 'own' ? (caller?.id ?? 'x') : 'someone else'
  const data = { tokenHash: newSecretToken('').hash, createdBy, expiresAt: new Date(Date.now() + 60_000) }
  return (await app.db.prisma.enrolment.create({ data })).id
}
async function user(app: TestServer, target: Target): Promise<string> {
  if (target === 'random') return uuid()
  const person = newUser({ name: 'Any', email: `${uuid()}@example.org`, role: 'viewer', hostPatterns: [`${target}-*`] }, 'x')
  return (await app.db.prisma.user.create({ data: person })).id
}
async function token(app: TestServer, target: Target, caller: Person | null): Promise<string> {
  if (target === 'random') return uuid()
  const userId = target === 'own' && caller ? caller.id : await user(app, 'foreign')
  return (await app.db.prisma.apiToken.create({ data: { name: 't', role: 'viewer', userId, tokenHash: uuid() } })).id
}

/** How to call each procedure with an object that is the caller's, someone else's, or none. Null: it takes no object. */
export const inputs: Record<string, Input | { fixed: () => unknown }> = {
  'setup.status': { fixed: () => undefined },
  'setup.complete': { fixed: () => ({ token: 'x'.repeat(43), name: 'A', email: 'a@example.org', password }) },
  'me.get': { fixed: () => undefined },
  'me.changePassword': { fixed: () => ({ current: 'not it', next: 'a quite different one' }) },
  'overview.get': { fixed: () => ({}) },
  'hosts.list': { fixed: () => ({}) },
  'hosts.get': async (app, target) => ({ id: await host(app, target) }),
  'hosts.enrol': { fixed: () => ({ name: `own-${uuid().slice(0, 8)}` }) },
  'hosts.enrolment': async (app, target, caller) => ({ id: await enrolment(app, target, caller) }),
  'hosts.revoke': async (app, target) => {
    const id = await host(app, target)
    const row = await app.db.prisma.host.findUnique({ where: { id } })
    return { id, confirmName: row?.name ?? 'x' }
  },
  'hosts.rename': async (app, target) => ({ id: await host(app, target), name: `own-${uuid().slice(0, 8)}` }),
  'hosts.space': async (app, target) => ({ id: await host(app, target) }),
  'hosts.history': async (app, target) => ({ id: await host(app, target), range: '30d' }),
  'hosts.growth': async (app, target) => ({ id: await host(app, target), range: '7d' }),
  'volumes.query': { fixed: () => ({}) },
  'volumes.rows': async (app, target) => ({ ids: [await volume(app, target)] }),
  'volumes.get': async (app, target) => ({ id: await volume(app, target) }),
  'volumes.create': async (app, target) => ({ name: 'fresh', hostIds: [await host(app, target)], idempotencyKey: uuid() }),
  'volumes.previewRemove': async (app, target) => ({ id: await volume(app, target) }),
  'volumes.remove': async (app, target) => ({
    id: await volume(app, target),
    confirm: null,
    understood: true,
    idempotencyKey: uuid(),
  }),
  'volumes.measure': async (app, target) => ({ hostId: await host(app, target) }),
  'volumes.scan': async (app, target) => ({ id: await volume(app, target) }),
  'volumes.contents': async (app, target) => ({ id: await volume(app, target) }),
  'volumes.history': async (app, target) => ({ id: await volume(app, target), range: '7d' }),
  'volumes.sparklines': async (app, target) => ({ ids: [await volume(app, target)] }),
  'containers.query': { fixed: () => ({}) },
  'containers.rows': async (app, target) => ({ ids: [await container(app, target)] }),
  'containers.get': async (app, target) => ({ id: await container(app, target) }),
  'containers.measure': async (app, target) => ({ ids: [await container(app, target)] }),
  'containers.readChanges': async (app, target) => ({ id: await container(app, target) }),
  'containers.changes': async (app, target) => ({ id: await container(app, target) }),
  'containers.history': async (app, target) => ({ id: await container(app, target), range: '7d' }),
  'containers.sparklines': async (app, target) => ({ ids: [await container(app, target)] }),
  'containers.siblings': async (app, target) => ({ id: await container(app, target) }),
  'readings.list': async (app, target) => ({ ids: [await reading(app, target)] }),
  'readings.get': async (app, target) => ({ id: await reading(app, target) }),
  'readings.stop': async (app, target) => ({ id: await reading(app, target) }),
  'jobs.list': { fixed: () => ({}) },
  'jobs.get': async (app, target) => ({ id: await job(app, target) }),
  'jobs.cancel': async (app, target) => ({ id: await job(app, target) }),
  'activity.list': { fixed: () => ({}) },
  'search.find': { fixed: () => ({ q: 'v' }) },
  'tokens.list': { fixed: () => undefined },
  'tokens.create': { fixed: () => ({ name: 't', role: 'viewer' }) },
  'tokens.revoke': async (app, target, caller) => ({ id: await token(app, target, caller) }),
  'users.list': { fixed: () => undefined },
  'users.create': { fixed: () => ({ name: 'P', email: `${uuid()}@example.org`, password, role: 'viewer' }) },
  'users.setRole': async (app, target) => ({ id: await user(app, target), role: 'operator' }),
  'users.setDisabled': async (app, target) => ({ id: await user(app, target), disabled: true }),
  'users.setHosts': async (app, target) => ({ id: await user(app, target), hostPatterns: ['own-*'] }),
  'live.changes': { fixed: () => undefined },
}
