/** A time in words of the activity log. */
export const clock = (at: Date): string => `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`
