/** One word of a POSIX shell command. Plain words stay bare; everything else goes in single quotes. */
export const posixQuote = (word: string): string =>
  /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`

/** Words joined to one command line. */
export const commandLine = (words: readonly string[]): string => words.map(posixQuote).join(' ')
