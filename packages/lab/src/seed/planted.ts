/** What a seed put into a fleet, so that tests can compare what Stowage says with what is there. */
export type PlantedVolume = {
  host: string
  name: string
  /** What is special about it, in a few words. */
  what: string
  /** The verdict on it once nothing counts as new or lately mounted any more. */
  verdict: 'used' | 'orphan' | 'protected' | 'unknown'
  project?: string
}

export type PlantedContainer = {
  host: string
  name: string
  what: string
  state: 'running' | 'exited' | 'created'
  project?: string
}

export type PlantedShare = { volume: string; driver: string; remote: string; hosts: string[]; storageDir: string }

export type Planted = {
  volumes: PlantedVolume[]
  containers: PlantedContainer[]
  /** The share all hosts mount, or null when this machine cannot have one. */
  share: PlantedShare | null
  /** What this machine could not be given, with the reason. */
  skipped: string[]
}

export const nothingPlanted = (): Planted => ({ volumes: [], containers: [], share: null, skipped: [] })
