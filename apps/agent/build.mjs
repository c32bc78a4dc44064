import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { build } from 'esbuild'

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'))

/** Parts of dockerode that build images or reach engines over SSH: the agent does neither, and they cost some 20 MB of memory. */
const unused = /^(ssh2|cpu-features|@grpc\/grpc-js|@grpc\/proto-loader|protobufjs|tar-fs|@balena\/dockerignore)(\/|$)/
const leaveOut = {
  name: 'leave-out',
  setup(bundle) {
    bundle.onResolve({ filter: unused }, ({ path }) => ({ path, namespace: 'leave-out' }))
    bundle.onLoad({ filter: /.*/, namespace: 'leave-out' }, () => ({ contents: 'module.exports = {}', loader: 'js' }))
    // zod brings its messages in forty languages; the agent writes one.
    bundle.onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, () => ({ contents: `export { default as en } from './en.js'` }))
  },
}

/** Tests name another file, so that a build of theirs takes nothing from under an agent that starts. */
const outfile = process.argv[2] ?? new URL('./dist/agent.mjs', import.meta.url).pathname

const result = await build({
  entryPoints: [new URL('./src/main.ts', import.meta.url).pathname],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  minifySyntax: true,
  sourcemap: 'linked',
  metafile: true,
  legalComments: 'linked',
  plugins: [leaveOut],
  banner: {
    js: `#!/usr/bin/env node\n// stowage-agent ${version}\nimport { createRequire as stowageRequire } from 'node:module'\nconst require = stowageRequire(import.meta.url)`,
  },
})
const [bytes] = Object.entries(result.metafile.outputs).flatMap(([path, output]) => (path.endsWith('.mjs') ? [output.bytes] : []))
console.log(`${basename(outfile)} ${Math.round((bytes ?? 0) / 1024)} KiB`)
