'use client'
import { client } from '@/lib/trpc.ts'
import { SparklineStore } from '../chart/sparkline-store.ts'

export const volumeSparklines = new SparklineStore((ids) => client.volumes.sparklines.query({ ids }))
