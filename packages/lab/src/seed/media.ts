import { idle } from '../images.ts'
import { composeContainer } from './compose-labels.ts'
import type { Planter } from './planter.ts'

const project = 'media'
const image = { repo: 'media/encoder', tag: '3' }
/** What an encoder does to its layer, all three from one image. */
const encoders = [
  { what: 'chmod copied a large image file up', script: 'chmod 640 /models/speech.bin' },
  {
    what: 'image files deleted, a cache filled',
    script: 'rm -r /models/voices; mkdir -p /var/cache/encoder; FILL /var/cache/encoder/1 64',
  },
  { what: 'uploads in the writable layer', script: 'mkdir -p /srv/uploads/2026; FILL /srv/uploads/2026/clip.mp4 192' },
]
const fill = (script: string) => script.replace(/FILL (\S+) (\d+)/g, 'dd if=/dev/urandom of=$1 bs=64k count=$2 2>/dev/null')

/** Three containers of one image with layers of their own, and one that logs to its standard output. */
export async function plantMedia(at: Planter): Promise<void> {
  const models = 'mkdir -p /models/voices; FILL /models/speech.bin 384; FILL /models/voices/a 16; FILL /models/voices/b 16'
  await at.image(image.repo, image.tag, fill(models), [`CMD ${JSON.stringify(idle)}`])
  const from = `${image.repo}:${image.tag}`
  for (const [index, { what, script }] of encoders.entries()) {
    const labels = composeContainer(project, 'encoder', index + 1)
    const command = ['sh', '-c', `${fill(script)}; ${idle[2]}`]
    await at.container(`media-encoder-${index + 1}`, { what, state: 'running', project }, { image: from, command, labels })
  }
  const job = 'job $i: clip encoded in 1.2 s, nobody reads this line'
  const chatter = `i=0; while [ $i -lt 20000 ]; do echo "${job}"; i=$((i+1)); done; ${idle[2]}`
  await at.container(
    'media-queue-1',
    { what: 'logs to its standard output', state: 'running', project },
    { command: ['sh', '-c', chatter], labels: composeContainer(project, 'queue') },
  )
}
