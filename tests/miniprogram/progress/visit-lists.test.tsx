import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { render, screen } from '@testing-library/react'
import History from '../../../miniprogram/src/packages/visit/pages/history'
import Progress from '../../../miniprogram/src/pages/progress'
import { booked, openedWith } from '../booking/scene'
import { liveSockets } from '../live-socket'
import { car, journeys, logIn, server, tap } from '../owner-app'
import { listed, WORKORDER } from './scene'

const old = { ...listed, id: '01J00000000000000000000902', state: 'delivered' as const, day: '2026-03-02' }
const PAGE = `to /packages/visit/pages/progress/index?workorderId=${WORKORDER}`

let went: string[]
let shown: { unmount: () => void } | undefined
beforeEach(() => {
  logIn()
  liveSockets()
  went = journeys()
})
afterEach(() => shown?.unmount())

const bookings = (items: unknown[]) => ({ 'GET /api/me/bookings': () => ({ items, next: null }) })

describe('the tab 进度', () => {
  test('has the car in the house on top and what was done below', async () => {
    server({ ...bookings([]), 'GET /api/me/workorders': () => ({ items: [listed, old] }) })
    shown = render(<Progress />)
    expect(await screen.findByText('预计今天 23:59 前可取车')).toBeTruthy()
    expect(screen.getByText('以往服务')).toBeTruthy()
    await tap(/沪A·D12345 特斯拉 Model 3/)
    expect(went).toEqual([PAGE])
  })

  test('says which visit waits for an answer', async () => {
    server({ ...bookings([]), 'GET /api/me/workorders': () => ({ items: [{ ...listed, needsAnswer: true }] }) })
    shown = render(<Progress />)
    expect(await screen.findByText('待您确认')).toBeTruthy()
  })

  test('says of a car that is ready that it can be fetched, not by when it will be', async () => {
    server({ ...bookings([]), 'GET /api/me/workorders': () => ({ items: [{ ...listed, state: 'ready' }] }) })
    shown = render(<Progress />)
    expect(await screen.findByText('可以来取车了')).toBeTruthy()
    expect(screen.getByText('待取车')).toBeTruthy()
    expect(screen.queryByText(/前可取车/)).toBeNull()
  })

  test('tells a car that has arrived once, and a booking for later as well', async () => {
    server({
      ...bookings([{ ...booked, state: 'arrived' }]),
      'GET /api/me/workorders': () => ({ items: [listed] }),
    })
    shown = render(<Progress />)
    await screen.findByText('进行中')
    expect(screen.queryByRole('img', { name: /当前进度/ })).toBeNull()
    shown.unmount()
    server({ ...bookings([booked]), 'GET /api/me/workorders': () => ({ items: [listed] }) })
    shown = render(<Progress />)
    await screen.findByText('进行中')
    expect(await screen.findByRole('img', { name: /当前进度/ })).toBeTruthy()
  })

  test('shows the booking even when visits cannot be read', async () => {
    server(bookings([booked]))
    shown = render(<Progress />)
    expect(await screen.findByRole('img', { name: /当前进度/ })).toBeTruthy()
  })
})

describe('the history of a car', () => {
  beforeEach(() => openedWith({ vehicleId: car.id }))

  test('lists what was done and what it cost', async () => {
    const sent = server({ 'GET /api/me/workorders': () => ({ items: [old] }) })
    shown = render(<History />)
    expect(await screen.findByText('更换刹车片')).toBeTruthy()
    expect(screen.getByText('¥860')).toBeTruthy()
    expect(sent).toHaveLength(1)
  })

  test('of a new car is empty and says so', async () => {
    server({ 'GET /api/me/workorders': () => ({ items: [] }) })
    shown = render(<History />)
    expect(await screen.findByText('这辆车还没有服务记录')).toBeTruthy()
  })
})
