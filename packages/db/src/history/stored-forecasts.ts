import { DiskForecast, Runaway } from '@stowage/domain/history'
import { z } from 'zod'

/** In JSON a time is text. */
const Stored = DiskForecast.extend({ runaway: Runaway.extend({ sinceAt: z.coerce.date() }).nullable() })

/** `host.forecasts` as kept by the rounds; what another version wrote and this one cannot read is as if it were not there. */
export const readForecasts = (stored: unknown): DiskForecast[] => z.array(Stored).catch([]).parse(stored)
