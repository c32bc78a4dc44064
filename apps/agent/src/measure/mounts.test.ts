import { expect, test } from 'vitest'
import { isRemote, parseMounts } from './mounts.ts'

test('points with blanks are read as they are, and the last mount on a point counts', () => {
  const mounts = parseMounts(
    [
      '22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw',
      '30 22 0:40 / /data/my\\040volume/_data rw - nfs4 nas:/export rw',
      '31 22 0:41 / /data/over rw shared:3 master:2 - ext4 /dev/vdb rw',
      '32 22 0:42 / /data/over rw - tmpfs tmpfs rw',
      '',
    ].join('\n'),
  )
  expect([...mounts]).toEqual([
    ['/', 'ext4'],
    ['/data/my volume/_data', 'nfs4'],
    ['/data/over', 'tmpfs'],
  ])
})

test('M5: network and fuse file systems are told from those of this machine', () => {
  expect(['nfs', 'nfs4', 'cifs', 'smb3', 'fuse.sshfs', 'fuse', 'ceph'].filter(isRemote)).toHaveLength(7)
  expect(['ext4', 'xfs', 'btrfs', 'tmpfs', 'zfs', 'overlay'].filter(isRemote)).toEqual([])
})
