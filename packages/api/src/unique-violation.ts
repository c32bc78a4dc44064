/** Prisma's P2002: a row with this unique value exists. */
export const isUniqueViolation = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'P2002'
