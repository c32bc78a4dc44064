import type { FastifyRequest } from 'fastify'

/** The origin that the caller used, as far as trusted proxies tell. */
export const ownOrigin = (request: FastifyRequest): string => `${request.protocol}://${request.host}`

/** Browsers keep Secure cookies for https, and for plain http on names and addresses of the machine itself. */
export const keepsSecureCookies = (request: FastifyRequest): boolean =>
  request.protocol === 'https' || /^(localhost|[^:]+\.localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(request.host)
