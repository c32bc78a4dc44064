/** Where the agent keeps its key, its journal and its sign of life, unless STOWAGE_STATE_DIR says otherwise. */
export const defaultStateDirectory = '/var/lib/stowage-agent'
