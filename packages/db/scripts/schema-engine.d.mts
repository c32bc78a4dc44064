import type { SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg'

export function schemaEngine(datamodel: string, adapterFactory: object): Promise<SchemaEngine>
