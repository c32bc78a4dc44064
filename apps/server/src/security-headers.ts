import type { FastifyReply } from 'fastify'

/** For answers that are no page: nothing may load or run. */
const bareCsp = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const fixed = {
  'content-security-policy': bareCsp,
  // Browsers ignore it over plain HTTP, so it can be sent always.
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cache-control': 'no-store',
}

/** On every answer, also 404, 500 and malformed requests (WB3). A page replaces the policy by its own. */
export function setSecurityHeaders(reply: FastifyReply): void {
  reply.headers(fixed)
}
