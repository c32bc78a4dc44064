import { expect, test } from 'vitest'
import { isYounger, statusAge } from './status-age.ts'

test('the age is read from every form of status text, and from none where there is none', () => {
  expect(statusAge('Up Less than a second')).toEqual({ minS: 0, maxS: 1 })
  expect(statusAge('Up 45 seconds (health: starting)')).toEqual({ minS: 45, maxS: 46 })
  expect(statusAge('Up About a minute')).toEqual({ minS: 60, maxS: 120 })
  expect(statusAge('Exited (137) 5 minutes ago')).toEqual({ minS: 300, maxS: 360 })
  expect(statusAge('Up About an hour')).toEqual({ minS: 3600, maxS: 5400 })
  expect(statusAge('Up 3 hours (Paused)')).toEqual({ minS: 9000, maxS: 12_600 })
  expect(statusAge('Up 1 second')).toEqual({ minS: 1, maxS: 2 })
  expect(statusAge('Up 2 days')).toEqual({ minS: 169_200, maxS: 262_800 })
  expect(statusAge('Created')).toBe(null)
})

/** go-units' HumanDuration, as the engine writes it. */
function humanDuration(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(seconds / 3600 + 0.5)
  if (seconds < 1) return 'Less than a second'
  if (seconds < 60) return seconds === 1 ? '1 second' : `${seconds} seconds`
  if (minutes === 1) return 'About a minute'
  if (minutes < 60) return `${minutes} minutes`
  if (hours === 1) return 'About an hour'
  if (hours < 48) return `${hours} hours`
  if (hours < 24 * 14) return `${Math.floor(hours / 24)} days`
  if (hours < 24 * 60) return `${Math.floor(hours / 24 / 7)} weeks`
  if (hours < 24 * 365 * 2) return `${Math.floor(hours / 24 / 30)} months`
  return `${Math.floor(hours / 24 / 365)} years`
}

test('a container that goes on is never taken for one that was started again, at any two times of three years', () => {
  const times = Array.from({ length: 4000 }, (_, i) => Math.floor(1.0045 ** i)).filter((t) => t < 3 * 31_536_000)
  for (let i = 1; i < times.length; i++) {
    const [earlier = 0, now = 0] = [times[i - 1], times[i]]
    const passed = now - earlier
    expect(isYounger(statusAge(`Up ${humanDuration(now)}`), statusAge(`Up ${humanDuration(earlier)}`), passed)).toBe(false)
  }
})

test('a restart between two looks shows, though both say "running"', () => {
  expect(isYounger(statusAge('Up 3 seconds'), statusAge('Up 2 hours'), 15)).toBe(true)
  expect(isYounger(statusAge('Up 3 minutes'), statusAge('Up 2 minutes'), 300)).toBe(true)
  expect(isYounger(statusAge('Exited (0) 1 second ago'), statusAge('Exited (0) 3 weeks ago'), 60)).toBe(true)
  expect(isYounger(null, statusAge('Up 2 hours'), 15)).toBe(true)
  expect(isYounger(null, null, 15)).toBe(false)
})
