/** The labels Compose v2 gives a volume and a container. */
export function composeVolume(project: string, volume: string): Record<string, string> {
  return {
    'com.docker.compose.project': project,
    'com.docker.compose.volume': volume,
    'com.docker.compose.version': '2.29.7',
  }
}

export function composeContainer(project: string, service: string, number = 1): Record<string, string> {
  return {
    'com.docker.compose.project': project,
    'com.docker.compose.service': service,
    'com.docker.compose.container-number': String(number),
    'com.docker.compose.oneoff': 'False',
    'com.docker.compose.config-hash': Buffer.from(`${project}/${service}`).toString('hex').padEnd(64, '0').slice(0, 64),
    'com.docker.compose.project.working_dir': `/srv/${project}`,
    'com.docker.compose.project.config_files': `/srv/${project}/compose.yaml`,
    'com.docker.compose.version': '2.29.7',
  }
}
