/** Runs `work` for 0 to `count - 1`, at most `limit` at a time. */
export async function atOnce(count: number, limit: number, work: (index: number) => Promise<unknown>): Promise<void> {
  const queue = Array.from({ length: count }, (_, index) => index).values()
  const worker = async () => {
    for (const index of queue) await work(index)
  }
  await Promise.all(Array.from({ length: limit }, worker))
}
