import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { mobility, type Permission } from '@pitlane/contract'
import { fireEvent, waitFor, within } from '@testing-library/react'
import type { FakeApi } from './support/api'
import { trip } from './support/mobility'
import { row, rowId } from './support/people'
import { closeBrowser, freshBrowser, lineOf, openBoard, panel } from './support/screen'

let api: FakeApi
beforeEach(() => {
  api = freshBrowser()
})
afterEach(() => closeBrowser())

const mine = { bookingId: rowId(1) }
const trips = [
  trip(11, mine),
  trip(12, { ...mine, direction: 'return', state: 'assigned', doorMinute: 1020, driverName: '何伟' }),
  trip(13, { bookingId: rowId(2), driverName: '周立新' }),
]

it("shows both ways of the car beside its booking, and nobody else's", async () => {
  await openBoard(api, { rows: [row(1, { handover: 'fetch' })], trips })
  fireEvent.click(lineOf(rowId(1)))
  const list = within(await panel().findByRole('region', { name: '取送车' }))
  const legs = list.getAllByRole('listitem').map(({ textContent }) => textContent)
  expect(legs).toEqual([
    expect.stringMatching(/^取车今天 20:00待派单陈建国/),
    expect.stringMatching(/^送车今天 17:00已派单何伟/),
  ])
})

it('takes no room where there are none', async () => {
  await openBoard(api, { rows: [row(3)], trips })
  fireEvent.click(lineOf(rowId(3)))
  await waitFor(() => expect(api.calls(mobility.day)).toHaveLength(1))
  expect(panel().queryByRole('region', { name: '取送车' })).toBeNull()
})

it('is not asked for by who may not see trips', async () => {
  const held: Permission[] = ['booking.read', 'booking.confirm']
  await openBoard(api, { rows: [row(1)], trips }, { held })
  fireEvent.click(lineOf(rowId(1)))
  await panel().findByText('小保养')
  expect(api.calls(mobility.day)).toHaveLength(0)
})
