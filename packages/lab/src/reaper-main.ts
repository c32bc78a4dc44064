import { cleanDeadFleets } from './clean.ts'
import { withLabLock } from './lab-lock.ts'
import { poll } from './poll.ts'
import { isAlive, processRef } from './process-ref.ts'

const owner = processRef(Number(process.argv[2]))
let word = ''
for await (const chunk of process.stdin) word += chunk
if (word !== 'done') {
  // The pipe closes a moment before its owner is gone.
  await poll('the owner to end', () => !isAlive(owner) || null)
  await withLabLock(cleanDeadFleets)
}
