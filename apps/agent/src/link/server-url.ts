import { Failure } from '../failure.ts'

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * The server's address. Plain http lets anyone on the way take the session over, so it is for this machine only (AP2).
 * @throws Failure
 */
export function serverUrl(text: string, insecureHttp: boolean): URL {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw new Failure(`"${text}" is not an address. Write it as in https://stowage.example.com`)
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new Failure(`"${text}" must start with https://`)
  if (url.username || url.password || url.search || url.hash)
    throw new Failure('The address of the server must hold no user, password, query or fragment.')
  const isLocal = loopback.has(url.hostname) || /^127\.\d+\.\d+\.\d+$/.test(url.hostname)
  if (url.protocol === 'http:' && !isLocal && !insecureHttp)
    throw new Failure('The address starts with http://, so anyone on the way could take this host over. Use https://.')
  return new URL(url.pathname.endsWith('/') ? url : `${url}/`)
}
