'use client'
import type { ContainerRow } from '@stowage/domain/container'
import type { VolumeRow } from '@stowage/domain/volume'
import { client } from '../trpc.ts'
import { RowStore } from './row-store.ts'

export const volumeRows = new RowStore<VolumeRow>((refs) => client.volumes.rows.query({ refs }))
export const containerRows = new RowStore<ContainerRow>((refs) => client.containers.rows.query({ refs }))
