'use client'
import { client } from '@/lib/trpc.ts'
import { SparklineStore } from '../chart/sparkline-store.ts'

/** The last 7 days of writable layers, for every list of containers. */
export const containerSparklines = new SparklineStore((ids) => client.containers.sparklines.query({ ids }))
