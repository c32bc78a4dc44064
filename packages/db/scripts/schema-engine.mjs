import { readFile } from 'node:fs/promises'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'

/** Prisma's own schema engine as WebAssembly, instantiated by hand because Node imports no `.wasm` files. */
export async function schemaEngine(datamodel, adapterFactory) {
  const file = new URL('schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg'))
  const { instance } = await WebAssembly.instantiate(await readFile(file), { './schema_engine_bg.js': bindings })
  bindings.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  return bindings.SchemaEngine.new({ datamodels: [['schema.prisma', datamodel]] }, () => {}, adapterFactory)
}
