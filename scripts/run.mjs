// Runs on any Node from 20: makes the checkout ready (npm packages, generated client), then runs scripts/<name>.ts on the pinned Node 24.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [name, ...args] = process.argv.slice(2)
const node = join(root, 'node_modules/.bin/node')
const environment = {
  ...process.env,
  PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}`,
  NEXT_TELEMETRY_DISABLED: '1',
  TURBO_TELEMETRY_DISABLED: '1',
  CHECKPOINT_DISABLE: '1',
}

function step(what, command, commandArgs) {
  process.stderr.write(`${what}…\n`)
  const { status } = spawnSync(command, commandArgs, { cwd: root, env: environment, stdio: ['ignore', 2, 2] })
  if (status !== 0) {
    process.stderr.write(`${what}: failed. The lines above say why.\n`)
    process.exit(1)
  }
}

function digestOf(files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

function once(stamp, digest, made, action) {
  const path = join(root, 'node_modules', stamp)
  if (existsSync(join(root, made)) && existsSync(path) && readFileSync(path, 'utf8') === digest) return
  action()
  writeFileSync(path, digest)
}

// Not `npm ci`: it refuses a lock file that leaves out optional packages of other platforms, as some registries make it.
const lockDigest = digestOf(['package-lock.json'])
once('.stowage-installed', lockDigest, 'node_modules', () =>
  step('Installing npm packages', 'npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']),
)
once('.stowage-generated', `${lockDigest}${digestOf(['prisma/schema.prisma'])}`, 'packages/db/src/generated', () =>
  step('Generating the database client', node, ['packages/db/scripts/generate.mjs']),
)

const child = spawn(node, [join(root, 'scripts', `${name}.ts`), ...args], { cwd: root, env: environment, stdio: 'inherit' })
// The child gets Ctrl-C from the terminal itself; the launcher only waits for it to clean up.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('exit', (code, signal) => process.exit(signal ? 130 : (code ?? 1)))
