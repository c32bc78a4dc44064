import { openList, rowOf, runContainer, shownAfter } from './page-parts.ts'
import { expect, test } from './test.ts'

const withinMs = 5_000

test('a volume made with the docker client shows in the open list by itself, and goes when it is removed', async ({
  page,
  web01,
}, { annotations }) => {
  await openList(page, '/volumes')
  await web01.docker('volume', 'create', 'live-volume')
  const made = performance.now()
  const ms = await shownAfter(made, () => expect(rowOf(page, 'live-volume')).toBeVisible({ timeout: withinMs }))
  annotations.push({ type: 'docker volume create to row in the browser', description: `${ms} ms` })
  expect(ms).toBeLessThanOrEqual(withinMs)

  await web01.docker('volume', 'rm', 'live-volume')
  await expect(rowOf(page, 'live-volume')).toBeHidden({ timeout: withinMs })
})

test('a container shows in the open list by itself, and its state follows', async ({ page, web02 }, { annotations }) => {
  await openList(page, '/containers')
  await runContainer(web02, 'live-container')
  const ms = await shownAfter(performance.now(), () =>
    expect(rowOf(page, 'live-container')).toContainText('Running', { timeout: withinMs }),
  )
  annotations.push({ type: 'docker run to row in the browser', description: `${ms} ms` })
  await web02.docker('stop', 'live-container')
  await expect(rowOf(page, 'live-container')).toContainText('Exited', { timeout: withinMs })
  await web02.docker('rm', 'live-container')
  await expect(rowOf(page, 'live-container')).toBeHidden({ timeout: withinMs })
})

test('rows stay where they are under the pointer until the changes are applied; a removed one is marked where it stands', async ({
  page,
  web01,
}) => {
  await web01.docker('volume', 'create', 'aa-goes')
  await openList(page, '/volumes')
  await expect(rowOf(page, 'aa-goes')).toBeVisible()
  const watched = rowOf(page, 'never-filled')
  await watched.hover()
  const before = await watched.boundingBox()

  for (const name of ['aa-first', 'aa-second', 'aa-third']) await web01.docker('volume', 'create', name)
  await web01.docker('volume', 'rm', 'aa-goes')
  await expect(page.getByText(/3 new · 1 gone/)).toBeVisible()
  await expect(rowOf(page, 'aa-goes')).toContainText('gone')
  await expect(rowOf(page, 'aa-first')).toBeHidden()
  expect(await watched.boundingBox()).toEqual(before)

  await page.keyboard.press('.')
  await expect(rowOf(page, 'aa-first')).toBeVisible()
  await expect(rowOf(page, 'aa-goes')).toBeHidden()
  await web01.docker('volume', 'rm', 'aa-first', 'aa-second', 'aa-third')
})
