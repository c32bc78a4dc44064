/**
 * The credentials in a link of the demo fleet (`/sign-in#as=…&with=…`). Only on this machine itself: elsewhere a link could sign a person
 * into somebody else's account.
 */
export function linkCredentials({
  hostname,
  hash,
}: Pick<Location, 'hostname' | 'hash'>): { email: string; password: string } | null {
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) return null
  const fields = new URLSearchParams(hash.slice(1))
  const email = fields.get('as')
  const password = fields.get('with')
  return email && password ? { email, password } : null
}
