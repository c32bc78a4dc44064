const hex = /^[0-9a-f]{64}$/

/** Names that Docker made (64 hex digits) by their first 12 characters and an ellipsis; all others as they are. */
export const shortName = (name: string): string => (hex.test(name) ? `${name.slice(0, 12)}…` : name)
