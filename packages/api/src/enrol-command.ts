type Settings = { origin: string; token: string }

/** A server on this machine's loopback is out of reach from a network of the container's own. */
const isLoopback = (origin: string) => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(origin).hostname)

/**
 * What to paste on a machine with Docker. The agent keeps its key in a named volume, sees the socket with the socket's own group, and
 * writes nowhere else. Origin and token hold no character that a shell reads.
 */
export function enrolCommand({ origin, token }: Settings): string {
  return [
    'docker run -d --name stowage-agent --restart unless-stopped',
    '--read-only --cap-drop ALL --security-opt no-new-privileges --memory 128m',
    '--group-add "$(stat -c %g /var/run/docker.sock)"',
    ...(isLoopback(origin) ? ['--network host'] : []),
    '-v /var/run/docker.sock:/var/run/docker.sock',
    '-v /etc/stowage:/etc/stowage:ro',
    '-v stowage-agent:/var/lib/stowage-agent',
    `-e STOWAGE_URL=${origin}`,
    `-e STOWAGE_ENROL_TOKEN=${token}`,
    'stowage-agent',
  ].join(' \\\n  ')
}

/** The same as a Compose file. The group of the socket cannot be computed there, so the file says how to find it. */
export function enrolCompose({ origin, token }: Settings): string {
  return `services:
  stowage-agent:
    image: stowage-agent
    restart: unless-stopped${isLoopback(origin) ? '\n    network_mode: host' : ''}
    read_only: true
    cap_drop: [ALL]
    security_opt: [no-new-privileges]
    mem_limit: 128m
    # DOCKER_GID=$(stat -c %g /var/run/docker.sock) docker compose up -d
    group_add: ["\${DOCKER_GID:?}"]
    environment:
      STOWAGE_URL: ${origin}
      STOWAGE_ENROL_TOKEN: ${token}
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock
      - /etc/stowage:/etc/stowage:ro
      - stowage-agent:/var/lib/stowage-agent
volumes:
  stowage-agent:
`
}
