/** Also the version of the package; a test compares the two. */
export const agentVersion = '0.1.0'
