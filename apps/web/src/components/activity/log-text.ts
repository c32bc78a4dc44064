import { shortHex } from '../../lib/short-hex.ts'
import { instantText } from '../time/instant.ts'

/** A sentence of the log for this reader: long digests shortened, moments in the reader's zone. */
export const logText = (text: string, zone: string): string =>
  shortHex(text).replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z/g, (iso) => instantText(new Date(iso), zone))
