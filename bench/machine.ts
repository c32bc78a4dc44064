import { cpus, totalmem } from 'node:os'

/** What the figures depend on. `engineVersion` null: no engine took part. */
export function machineFacts(engineVersion: string | null): Record<string, string | number | null> {
  const [cpu] = cpus()
  return {
    cores: cpus().length,
    cpu: cpu?.model.trim() ?? 'unknown',
    memoryGB: Math.round(totalmem() / 1e9),
    node: process.versions.node,
    engineVersion,
  }
}
