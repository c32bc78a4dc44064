import type { NextConfig } from 'next'

const server = process.env.STOWAGE_SERVER_URL ?? 'http://127.0.0.1:7420'
const proxied = ['/trpc', '/auth', '/streams']

/** A static export: in production the Stowage server sends these files. Only `next dev` proxies, to a server that already runs. */
const config: NextConfig = {
  ...(process.env.NODE_ENV === 'development'
    ? { rewrites: async () => proxied.map((path) => ({ source: `${path}/:rest*`, destination: `${server}${path}/:rest*` })) }
    : { output: 'export' }),
  // Types are checked by `npm run types`: the native TypeScript compiler has no JavaScript API for Next to call.
  typescript: { ignoreBuildErrors: true },
  transpilePackages: ['@stowage/domain'],
  images: { unoptimized: true },
  reactStrictMode: true,
  devIndicators: false,
  poweredByHeader: false,
}

export default config
