import { expect, test } from 'vitest'
import { LinkedFiles } from './linked-files.ts'

test('W4: a file counts once, however many names it has', () => {
  const files = new LinkedFiles()
  const names = ['1', '2', '1', '2', '1'].map((inode) => files.bytesOf({ inode, bytes: 5, links: inode === '1' ? 3 : 2 }))
  expect(names).toEqual([5, 5, 0, 0, 0])
  expect(files.isOverfull).toBe(false)
})

test('FA20: more than can be remembered are left out and said to be; those with one name always count', () => {
  const files = new LinkedFiles(2)
  expect(['1', '2', '3', '3'].map((inode) => files.bytesOf({ inode, bytes: 5, links: 2 }))).toEqual([5, 5, 0, 0])
  expect(files.isOverfull).toBe(true)
  expect(files.bytesOf({ inode: '9', bytes: 7, links: 1 })).toBe(7)
})
