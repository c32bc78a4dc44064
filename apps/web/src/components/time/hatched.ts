/** Marks a time in which something could have happened unseen. */
export const hatched = 'bg-[repeating-linear-gradient(135deg,var(--sunken)_0_5px,transparent_5px_10px)]'
