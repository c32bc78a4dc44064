import { readForecasts } from '@stowage/db/history/stored-forecasts'
import type { HostMetrics } from '@stowage/db/metrics/host-metrics'
import type { VolumeSize } from '@stowage/db/metrics/volume-metrics'
import { Gauge, Registry } from 'prom-client'

export type HostFigures = {
  hosts: readonly HostMetrics[]
  volumes: readonly VolumeSize[]
  leftOut: { hosts: number; volumes: number }
  now: Date
}

/** The figures of hosts as text. What is unknown has no sample: no figure here is a zero that nobody measured. */
export async function hostFiguresText({ hosts, volumes, leftOut, now }: HostFigures): Promise<string> {
  const register = new Registry()
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) => {
    const made = new Gauge({ name, help, labelNames, registers: [register] })
    return (labels: Partial<Record<Label, string>>, value: number | bigint | null | undefined) => {
      if (value !== null && value !== undefined) made.set(labels, Number(value))
    }
  }
  const up = gauge('stowage_host_up', '1 while the agent reports.', 'host')
  const state = gauge('stowage_host_state', '1 for the state that the host is in.', 'host', 'state')
  const age = gauge('stowage_host_last_report_age_seconds', 'Since the last word of the agent.', 'host')
  const sectionAge = gauge('stowage_host_section_age_seconds', 'Since this part was collected.', 'host', 'section')
  const sectionOk = gauge('stowage_host_section_ok', '1 when this part was complete.', 'host', 'section')
  const total = gauge('stowage_host_disk_total_bytes', 'File system of the data root.', 'host')
  const used = gauge('stowage_host_disk_used_bytes', 'Used of it.', 'host')
  const available = gauge('stowage_host_disk_available_bytes', 'What ordinary users may still take.', 'host')
  const inodes = gauge('stowage_host_inodes_total', 'Inodes of it, where their number is fixed.', 'host')
  const inodesUsed = gauge('stowage_host_inodes_used', 'Used of them.', 'host')
  const volumeCount = gauge('stowage_host_volumes', 'Volumes by verdict.', 'host', 'state')
  const containers = gauge('stowage_host_containers', 'Containers by state.', 'host', 'state')
  const jobs = gauge('stowage_host_jobs', 'Open jobs by state.', 'host', 'state')
  const readings = gauge('stowage_host_readings', 'Open readings by state.', 'host', 'state')
  const size = gauge('stowage_host_size_bytes', 'Sum of what is known, by kind of data.', 'host', 'kind')
  const unmeasured = gauge('stowage_host_unmeasured', 'What is missing in that sum, or in it only in part.', 'host', 'kind')
  const forecast = gauge(
    'stowage_host_forecast_days',
    'Days until it is full, where a date is told.',
    'host',
    'dimension',
    'bound',
  )
  const volume = gauge('stowage_volume_size_bytes', 'Size of volumes on the allow-list.', 'host', 'volume')
  const missing = gauge('stowage_metrics_left_out', 'What there is beyond the limits of this page.', 'what')

  for (const { facts, space, counts } of hosts) {
    const { name: host, row, sections } = facts
    up({ host }, facts.state === 'online' || facts.state === 'degraded' ? 1 : 0)
    state({ host, state: facts.state }, 1)
    age({ host }, row.lastSeenAt && Math.max(0, now.getTime() - row.lastSeenAt.getTime()) / 1000)
    for (const section of sections) {
      sectionAge(
        { host, section: section.name },
        section.collectedAt && Math.max(0, now.getTime() - section.collectedAt.getTime()) / 1000,
      )
      sectionOk({ host, section: section.name }, section.status === 'ok' ? 1 : 0)
    }
    total({ host }, row.diskBytes)
    used({ host }, row.diskUsedBytes)
    available({ host }, row.diskAvailableBytes)
    inodes({ host }, row.totalInodes)
    inodesUsed({ host }, row.usedInodes)
    const tell = { volumes: volumeCount, containers, jobs, readings }
    for (const each of counts) tell[each.what]({ host, state: each.state }, each.count)
    for (const { kind, bytes, unknown } of space.parts) {
      size({ host, kind }, bytes)
      unmeasured({ host, kind }, unknown)
    }
    for (const { dimension, forecast: told } of readForecasts(row.forecasts)) {
      if (told.kind !== 'date') continue
      forecast({ host, dimension, bound: 'expected' }, told.days)
      forecast({ host, dimension, bound: 'low' }, told.loDays)
      forecast({ host, dimension, bound: 'high' }, told.hiDays)
    }
  }
  for (const { host, volume: name, bytes } of volumes) volume({ host, volume: name }, bytes)
  missing({ what: 'hosts' }, leftOut.hosts)
  missing({ what: 'volumes' }, leftOut.volumes)
  return register.metrics()
}
