import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { pageCsp } from './page-csp.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
}
const compressible = /^text|json|svg|javascript/

export interface StaticFile {
  type: string
  etag: string
  immutable: boolean
  /** Of pages only. */
  csp: string | null
  body: (encoding: Encoding) => Promise<Buffer>
  /** Worth compressing at all. */
  compressible: boolean
}
export type Encoding = 'br' | 'gzip' | 'identity'

const brotli = promisify(brotliCompress)
const gzipped: (bytes: Buffer) => Promise<Buffer> = promisify(gzip)
const compressors: Record<Encoding, (bytes: Buffer) => Promise<Buffer>> = {
  br: (bytes) => brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes) => gzipped(bytes),
  identity: async (bytes) => bytes,
}

/** The exported UI in memory (a few MB): `/volumes` is `volumes.html`. Compressed when first asked for. Empty when the directory is missing. */
export async function loadStaticSite(dir: string): Promise<(path: string) => StaticFile | undefined> {
  const names = await filesOf(dir)
  const files = new Map<string, StaticFile>()
  for (const name of names) {
    const file = staticFile(name, await readFile(join(dir, name)))
    files.set(`/${name}`, file)
    if (name.endsWith('.html')) files.set(`/${name.slice(0, -'.html'.length)}`, file)
    if (name === 'index.html') files.set('/', file)
  }
  return (path) => files.get(path)
}

async function filesOf(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/'))
}

function staticFile(name: string, bytes: Buffer): StaticFile {
  const type = types[extname(name)] ?? 'application/octet-stream'
  const made = new Map<Encoding, Promise<Buffer>>()
  return {
    type,
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    immutable: name.startsWith('_next/static/'),
    csp: extname(name) === '.html' ? pageCsp(bytes.toString('utf8')) : null,
    compressible: compressible.test(type),
    body(encoding) {
      const ready = made.get(encoding) ?? compressors[encoding](bytes)
      made.set(encoding, ready)
      return ready
    },
  }
}
