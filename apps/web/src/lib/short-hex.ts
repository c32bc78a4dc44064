/** Names that Docker made and other long digests inside a text by their first 12 characters; the full ones are on a copy button. */
export const shortHex = (text: string): string => text.replace(/\b[0-9a-f]{21,}\b/g, (hex) => `${hex.slice(0, 12)}…`)
