'use client'
import type { ContainerRow } from '@stowage/domain/container'
import type { VolumeRow } from '@stowage/domain/volume'
import { client } from '../trpc.ts'
import { RowStore } from './row-store.ts'

export const volumeRows = new RowStore<VolumeRow>((ids) => client.volumes.rows.query({ ids }))
export const containerRows = new RowStore<ContainerRow>((ids) => client.containers.rows.query({ ids }))
