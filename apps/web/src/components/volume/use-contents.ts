'use client'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { client, trpc } from '@/lib/trpc.ts'

const isOpen = (state: string | undefined) => state === 'asked' || state === 'reading'

/**
 * The newest scan of a volume. Its tree may be large and is read once; while the scan is open only its few counts follow live, and the
 * tree is read again when it ends.
 */
export function useContents(volumeId: string) {
  const contents = useQuery({
    // A key of its own: changes of volumes must not fetch the tree again.
    queryKey: ['volume-tree', volumeId],
    queryFn: () => client.volumes.contents.query({ id: volumeId }),
  })
  const { data, refetch } = contents
  const following = isOpen(data?.state) ? data?.id : undefined
  const news = useQuery(trpc.readings.list.queryOptions(following ? { ids: [following] } : skipToken))
  const latest = following ? news.data?.find(({ id }) => id === following) : undefined
  // A list without it means that it is gone: something newer has taken its place.
  const over = following !== undefined && news.isSuccess && !news.isPlaceholderData && !isOpen(latest?.state)
  useEffect(() => {
    if (over) void refetch()
  }, [over, refetch])
  return { ...contents, open: following && data ? { ...data, ...latest } : null }
}
