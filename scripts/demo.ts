import { runDemo } from './run-demo.ts'

process.exit(await runDemo(Number(process.env.STOWAGE_PORT ?? 7420)))
