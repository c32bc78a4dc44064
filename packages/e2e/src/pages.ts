/** An address of every page of a signed-in person on the fleet of the journeys. */
export const pages = [
  '/',
  '/volumes',
  '/volume?host=web-01&name=cache',
  '/volume?host=web-01&name=cache&tab=contents',
  '/volume?host=web-01&name=cache&tab=history',
  '/containers',
  '/container?host=web-01&name=shop-web-1',
  '/hosts',
  '/host?name=web-01',
  '/host?name=web-01&tab=forecast',
  '/host?name=web-01&tab=volumes',
  '/host?name=web-01&tab=agent',
  '/jobs',
  '/activity',
  '/settings',
  '/settings?tab=users',
]
