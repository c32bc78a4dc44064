import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { StreamSource } from './stream-source.ts'

const answer = (...chunks: string[]) => {
  const message = new IncomingMessage(new Socket())
  for (const chunk of chunks) message.push(Buffer.from(chunk))
  message.push(null)
  return message
}
const source = (stream: IncomingMessage) => new StreamSource('http://server/', { open: async () => stream, onBytes: () => {} })

test('a stream that was closed is silent, also about events that had arrived with the last one', async () => {
  const heard: (string | undefined)[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  const stream = source(answer('data: one\n\ndata: two\n\n', 'data: three\n\n'))
  stream.addEventListener('message', ({ data }) => {
    heard.push(data)
    stream.close()
    setTimeout(resolve, 20)
  })
  await promise
  expect(heard).toEqual(['one'])
})

test('events keep their names and ids across chunks cut anywhere, and the end is an error', async () => {
  const stream = source(answer('event: pi', 'ng\ndata: \n\nid: 7\nda', 'ta: {"a":"', '\u00e4"}\n\n'))
  const heard: unknown[] = []
  for (const type of ['ping', 'message'])
    stream.addEventListener(type, ({ data, lastEventId }) => heard.push([type, data, lastEventId]))
  const { promise, resolve } = Promise.withResolvers<unknown>()
  stream.addEventListener('error', ({ error }) => resolve(error))
  expect(await promise).toMatchObject({ message: 'The server ended the stream.' })
  expect(heard).toEqual([
    ['ping', '', ''],
    ['message', '{"a":"ä"}', '7'],
  ])
  expect(stream.readyState).toBe(stream.CLOSED)
})
