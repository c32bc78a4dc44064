import './lean.ts'
import { Failure } from './failure.ts'
import { health } from './health.ts'

try {
  const args = process.argv.slice(2)
  // a container asks for its health twice a minute, so that must not load the whole agent
  process.exit(args[0] === 'health' ? await health() : await (await import('./run.ts')).run(args))
} catch (error) {
  if (!(error instanceof Failure)) throw error
  process.stderr.write(`stowage-agent: ${error.message}\n`)
  process.exit(error.exitCode)
}
