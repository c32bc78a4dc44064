import { startFleet } from '../fleet.ts'

/** Run as a program: owns a fleet until it is killed, and prints where that is. For the test of what a crash leaves. */
const fleet = await startFleet({ name: process.argv[2] ?? 'crash', hosts: ['doomed'] })
console.log(JSON.stringify({ gateway: fleet.gateway, dataDir: fleet.dataDir, watcher: fleet.watcher }))
setInterval(() => {}, 60_000)
