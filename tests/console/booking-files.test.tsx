import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { files } from '@pitlane/contract'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { Refusal, type FakeApi } from './support/api'
import { row, rowId } from './support/people'
import { closeBrowser, freshBrowser, lineOf, openBoard, panel, press } from './support/screen'

let api: FakeApi
beforeEach(() => {
  api = freshBrowser()
})
afterEach(() => closeBrowser())

const photo = (n: number): files.PhotoView => ({
  id: `01J0000000000000000000060${n}`,
  ...{ thumbUrl: `/api/files/${n}/thumb`, url: `/api/files/${n}/full`, width: 800, height: 600 },
})
const sent: files.FilesView = {
  photos: [photo(1), photo(2)],
  voice: { id: '01J00000000000000000000611', url: '/api/files/v/full', seconds: 12 },
}
const sourceOf = (name: string) => panel().getByRole('img', { name }).getAttribute('src')

it('shows what the owner sent: small photos that open large, and the voice', async () => {
  await openBoard(api, { rows: [row(1)], files: sent })
  fireEvent.click(lineOf(rowId(1)))
  expect(await panel().findByRole('region', { name: '车主的照片与录音' })).toBeTruthy()
  expect([sourceOf('故障照片 1'), sourceOf('故障照片 2')]).toEqual(['/api/files/1/thumb', '/api/files/2/thumb'])
  const player = panel().getByLabelText('录音 12 秒')
  expect([player.tagName, player.getAttribute('src')]).toEqual(['AUDIO', '/api/files/v/full'])
  fireEvent.click(panel().getByRole('img', { name: '故障照片 2' }))
  await waitFor(() => {
    const large = [...document.querySelectorAll('img')].map((img) => img.getAttribute('src'))
    expect(large).toContain('/api/files/2/full')
  })
})

it('takes no room where nothing was sent, and asks for each booking by itself', async () => {
  await openBoard(api, { rows: [row(1), row(2)] })
  fireEvent.click(lineOf(rowId(1)))
  await waitFor(() => expect(api.calls(files.ofBooking)).toHaveLength(1))
  press('j')
  await waitFor(() =>
    expect(api.calls(files.ofBooking).map(({ path }) => path)).toContain(`/api/bookings/${rowId(2)}/files`),
  )
  expect(panel().queryByRole('region', { name: '车主的照片与录音' })).toBeNull()
})

it('does not break off what is being listened to when links are made anew', async () => {
  const client = await openBoard(api, { rows: [row(1)], files: sent })
  fireEvent.click(lineOf(rowId(1)))
  const player = () => panel().getByLabelText('录音 12 秒')
  await panel().findByLabelText('录音 12 秒')
  fireEvent.play(player())
  const anew = { ...sent, voice: sent.voice && { ...sent.voice, url: '/api/files/v/full?later' } }
  api.on(files.ofBooking, () => anew)
  await client.refetchQueries({ queryKey: ['booking-files'] })
  expect(player().getAttribute('src')).toBe('/api/files/v/full')
  fireEvent.ended(player())
  await waitFor(() => expect(player().getAttribute('src')).toBe('/api/files/v/full?later'))
})

it('says when they could not be read, and reads them again', async () => {
  await openBoard(api, { rows: [row(1)], files: sent })
  api.on(files.ofBooking, () => new Refusal('server.unexpected'))
  fireEvent.click(lineOf(rowId(1)))
  expect((await panel().findByRole('alert')).textContent).toContain('照片与录音没有加载成功')
  api.on(files.ofBooking, () => sent)
  fireEvent.click(panel().getByRole('button', { name: '重新加载' }))
  expect(await panel().findByLabelText('录音 12 秒')).toBeTruthy()
  expect(screen.queryByText('照片与录音没有加载成功')).toBeNull()
})
