import { formatBytes } from '@stowage/domain/format'
import type { Growth } from '@stowage/domain/history'
import { shortName } from '../../lib/short-name.ts'

/** Who grew the disk, in one sentence: "`logs_es` is 72 % of web-07's growth." No share where less than half is measured (audit 7.4). */
export function growthText(growth: Growth, host: string): string {
  const { hostDeltaBytes, growers } = growth
  if (hostDeltaBytes === null) return 'Who grew the disk is not known yet: that needs measurements at least a day apart.'
  if (hostDeltaBytes <= 0)
    return hostDeltaBytes === 0
      ? `The disk of ${host} did not grow.`
      : `The disk of ${host} shrank by ${formatBytes(-hostDeltaBytes)}.`
  const [top] = growers
  const grew = `The disk of ${host} grew by ${formatBytes(hostDeltaBytes)}.`
  if (!top || top.deltaBytes <= 0) return `${grew} Nothing that is measured grew with it.`
  if (top.share === null) return `${grew} Less than half of that is measured, so no shares are given.`
  return `${Math.round(top.share * 100)} % of ${host}'s growth of ${formatBytes(hostDeltaBytes)} is ${shortName(top.name)}.`
}
