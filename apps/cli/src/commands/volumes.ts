import type { Command } from '../command.ts'
import { listOptions } from '../fetch-rows.ts'
import { createVolume } from './volume-create.ts'
import { listVolumes } from './volume-list.ts'
import { measureVolume } from './volume-measure.ts'
import { removeVolume } from './volume-remove.ts'
import { showVolume } from './volume-show.ts'

export const volumes: Record<string, Command> = {
  'volumes list': {
    usage: 'volumes list [FILTER] [--sort -size]',
    summary: 'volumes of every host, with state, size and users',
    options: listOptions,
    words: [0, 50],
    run: listVolumes,
  },
  'volumes show': { usage: 'volumes show HOST/NAME', summary: 'one volume with its timeline', words: [1, 1], run: showVolume },
  'volumes measure': {
    usage: 'volumes measure HOST/NAME',
    summary: 'measure its size now, wait for it and print it',
    words: [1, 1],
    run: measureVolume,
  },
  'volumes create': {
    usage: 'volumes create NAME --host H [--host H2] [--driver D] [-o k=v]… [--label k=v]…',
    summary: 'create it on one or more hosts; the answer says how each went',
    options: {
      host: { type: 'string', multiple: true },
      driver: { type: 'string' },
      opt: { type: 'string', short: 'o', multiple: true },
      label: { type: 'string', multiple: true },
    },
    words: [1, 1],
    run: createVolume,
  },
  'volumes remove': {
    usage: 'volumes remove HOST/NAME --no-archive [--yes]',
    summary: 'remove it for good; refused while any container refers to it',
    options: { 'no-archive': { type: 'boolean', default: false }, yes: { type: 'boolean', default: false } },
    words: [1, 1],
    run: removeVolume,
  },
}
