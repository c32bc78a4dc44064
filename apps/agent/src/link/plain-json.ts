type Wire = { json: unknown }

const serialize = (data: unknown): Wire => ({ json: data })
const deserialize = (wire: Wire): unknown => wire.json

/**
 * superjson's wire form for what this link carries: plain JSON, no dates or other types that need notes beside it. superjson itself would
 * walk and copy every report.
 */
export const plainJson = { input: { serialize, deserialize }, output: { serialize, deserialize } }
