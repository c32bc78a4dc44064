import { z } from 'zod'
import { DiskForecast } from './history.ts'
import { HostPolicy } from './host-policy.ts'
import { SectionName, SectionStatus } from './report.ts'

export const HostState = z.enum(['online', 'degraded', 'unreachable', 'offline'])
export type HostState = z.infer<typeof HostState>

export const HostSection = z.object({
  name: SectionName,
  status: SectionStatus,
  collectedAt: z.date().nullable(),
  error: z.string().nullable(),
})
export type HostSection = z.infer<typeof HostSection>

export const HostRow = z.object({
  id: z.string(),
  name: z.string(),
  hostname: z.string(),
  state: HostState,
  stateReason: z.string(),
  mode: z.enum(['read-only', 'manage']),
  engineVersion: z.string().nullable(),
  apiVersion: z.string().nullable(),
  storageDriver: z.string().nullable(),
  os: z.string().nullable(),
  arch: z.string().nullable(),
  dataRoot: z.string().nullable(),
  agentVersion: z.string(),
  enrolledAt: z.date(),
  lastSeenAt: z.date().nullable(),
  clockOffsetMs: z.number().nullable(),
  volumes: z.number(),
  containers: z.number(),
  diskBytes: z.number().nullable(),
  diskUsedBytes: z.number().nullable(),
  diskAvailableBytes: z.number().nullable(),
  totalInodes: z.number().nullable(),
  usedInodes: z.number().nullable(),
  /** Of the data root, bytes and inodes; empty before the first sample. */
  forecasts: z.array(DiskForecast),
  sections: z.array(HostSection),
  /** Set when another host reports the same engine (A32). */
  conflict: z.string().nullable(),
  revokedAt: z.date().nullable(),
})
export type HostRow = z.infer<typeof HostRow>

export const HostDetail = HostRow.extend({
  policy: HostPolicy,
  policyText: z.array(z.string()),
  policyProblem: z.string().nullable(),
  keyFingerprint: z.string(),
  engine: z.unknown(),
  blind: z.array(z.object({ from: z.date(), to: z.date(), cause: z.string() })),
})
export type HostDetail = z.infer<typeof HostDetail>

export const Enrolment = z.object({
  id: z.string(),
  name: z.string().nullable(),
  expiresAt: z.date(),
  usedAt: z.date().nullable(),
  hostId: z.string().nullable(),
  createdBy: z.string(),
})
export type Enrolment = z.infer<typeof Enrolment>
