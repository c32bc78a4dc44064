import type { Prisma } from '@stowage/db/generated/client'
import { AppError } from '@stowage/domain/app-error'

const columns = {
  action: 'action',
  actor: 'actor',
  host: 'host',
  subject: 'subject',
  volume: 'subject',
  result: 'result',
  via: 'via',
} as const
const searched = ['text', 'subject', 'host', 'actor', 'action'] as const
const termsMax = 50

const isKey = (text: string): text is keyof typeof columns => Object.hasOwn(columns, text)

/**
 * The filter of the activity page: `key:value` terms, `a,b` for either, `*` at the end for any rest, `-` for not, `at:2026-07-01..2026-09-30`;
 * all else is searched for in the text. Throws `bad_request` for an unknown key, never treats it as text (audit 4.1).
 */
export function activityWhere(q: string): Prisma.ActivityWhereInput {
  const terms = q.match(/(?:[^\s":]+:)?"[^"]*"|\S+/g) ?? []
  if (terms.length > termsMax) throw new AppError('bad_request', `A filter may have at most ${termsMax} terms.`)
  return {
    AND: terms.map((term) => (term.length > 1 && term.startsWith('-') ? { NOT: termWhere(term.slice(1)) } : termWhere(term))),
  }
}

function termWhere(term: string): Prisma.ActivityWhereInput {
  const [, key, value] = /^([a-z]+):(.*)$/s.exec(term) ?? []
  if (key === undefined || value === undefined) return wordWhere(term.replaceAll('"', ''))
  if (key === 'at') return timeWhere(value)
  if (!isKey(key)) {
    throw new AppError('bad_request', `There is no filter "${key}:". Known are at, ${Object.keys(columns).join(', ')}.`)
  }
  const values = value.replaceAll('"', '').split(',')
  return { OR: values.map((one) => ({ [columns[key]]: matching(one) })) }
}

const wordWhere = (word: string): Prisma.ActivityWhereInput => ({
  OR: searched.map((column) => ({ [column]: { contains: word, mode: 'insensitive' } })),
})

const matching = (value: string): Prisma.StringFilter =>
  value.endsWith('*') ? { startsWith: value.slice(0, -1), mode: 'insensitive' } : { equals: value, mode: 'insensitive' }

/** Whole days in UTC; either end may be open. */
function timeWhere(range: string): Prisma.ActivityWhereInput {
  const [from = '', to = from] = range.split('..')
  const bound = (day: string, time: string) => {
    const at = new Date(`${day}T${time}Z`)
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(at.getTime())) {
      throw new AppError('bad_request', `"at:${range}" is not a day or a range such as at:2026-07-01..2026-09-30.`)
    }
    return at
  }
  return {
    at: { ...(from ? { gte: bound(from, '00:00:00') } : {}), ...(to || !from ? { lte: bound(to, '23:59:59.999') } : {}) },
  }
}
