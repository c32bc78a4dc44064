import type { ContainerFact } from '@stowage/domain/facts'

/** Who used a volume, for when the container is gone: "web-1 (nginx:1.27, shop)". */
export function userWords({ name, image, project }: Pick<ContainerFact, 'name' | 'image' | 'project'>): string {
  const from = [image, project].filter(Boolean).join(', ')
  return from ? `${name} (${from})` : name
}

/** The same words of a row of `volume_event`; NULL when the engine named no container. */
export const userWordsSql = `coalesce("containerName", left("containerId", 12))
  || coalesce(' (' || nullif(concat_ws(', ', nullif(image, ''), nullif(project, '')), '') || ')', '')`
