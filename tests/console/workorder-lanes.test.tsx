import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { workorder } from '@pitlane/contract'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { FakeApi } from './support/api'
import { rowId, STORE } from './support/people'
import { closeBrowser, freshBrowser, order, press } from './support/screen'
import { lastSocket } from './support/sockets'
import { card, detail, openLanes, serve, soon, type Shop } from './support/workorders'

let api: FakeApi
beforeEach(() => {
  api = freshBrowser()
})
afterEach(closeBrowser)

const laneOf = (name: string) => within(screen.getByRole('region', { name: new RegExp(`^${name}，`) }))
const idsIn = (name: string) =>
  laneOf(name)
    .getAllByRole('listitem')
    .map((line) => line.dataset['id'])
const current = () => document.querySelector('[aria-current="true"][data-id]')?.getAttribute('data-id')
const news = () => lastSocket().say({ type: 'changed', topic: { kind: 'board', storeId: STORE }, what: 'workorder' })

it('stand from left to right, the promise that breaks next on top', async () => {
  serve(api, {
    cards: [
      card(1, { promisedAt: soon(200) }),
      card(2, { promisedAt: soon(-10), risk: 'late', waiting: 'customer', openAddons: 2 }),
      card(3, { promisedAt: null }),
      card(4, { lane: 'reception', state: 'received', promisedAt: null }),
      card(5, { lane: 'waiting', waiting: 'parts' }),
    ],
  })
  openLanes()
  const lanes = await screen.findAllByRole('heading', { level: 2 })
  expect(lanes.map(({ textContent }) => textContent.split(' ')[0])).toEqual(Object.values(workorder.lanes))
  expect(idsIn('施工')).toEqual([rowId(2), rowId(1), rowId(3)])
  expect(screen.getByRole('link', { name: '工单' }).getAttribute('aria-current')).toBe('page')
  expect(laneOf('施工').getByText('超时 10 分')).toBeTruthy()
  expect(laneOf('施工').getByText('增项 2')).toBeTruthy()
  expect(laneOf('施工').getByText('待客户确认')).toBeTruthy()
  expect(laneOf('待料').getAllByText('待料')).toHaveLength(2)
  expect(laneOf('可交').getByText('没有')).toBeTruthy()
})

it('are walked by keys: j and k within a lane, h and l across, Enter opens', async () => {
  serve(api, {
    cards: [card(1, { lane: 'reception' }), card(2), card(3), card(4, { lane: 'ready' })],
    orders: [detail({ id: rowId(3) })],
  })
  openLanes()
  await screen.findAllByText('沪A·12341')
  press('j')
  expect(current()).toBe(rowId(1))
  press('l')
  expect(current()).toBe(rowId(2))
  press('j')
  press('j')
  expect(current()).toBe(rowId(3))
  press('l')
  expect(current()).toBe(rowId(4))
  press('h')
  press('j')
  expect(current()).toBe(rowId(3))
  press('Enter')
  expect(await screen.findByRole('region', { name: '工单详情' })).toBeTruthy()
  expect(window.location.pathname).toContain(rowId(3))
})

it('are filtered by what the address says, and by / and m', async () => {
  const cards = [card(1), card(2, { plate: '苏B99887', risk: 'late' }), card(3, { risk: 'soon' })]
  serve(api, { cards })
  openLanes('?risk=late')
  await screen.findByText('苏B·99887')
  expect(order()).toEqual([rowId(2)])
  fireEvent.click(screen.getByText('全部'))
  expect(order()).toHaveLength(3)
  press('/')
  const box = screen.getByRole('searchbox', { name: '搜索工单' })
  expect(document.activeElement).toBe(box)
  fireEvent.change(box, { target: { value: 'b9988' } })
  expect(order()).toEqual([rowId(2)])
  expect(window.location.search).toContain('q=b9988')
  fireEvent.change(box, { target: { value: '没有这样的车' } })
  fireEvent.click(screen.getByRole('button', { name: '查看全部工单' }))
  expect(order()).toHaveLength(3)
  box.blur()
  press('m')
  await waitFor(() => expect(api.calls(workorder.board).at(-1)?.query.get('mine')).toBe('1'))
  expect(window.location.search).toContain('mine=1')
})

it('never move what is under the pointer', async () => {
  const shop: Shop = { cards: [card(1), card(2)] }
  serve(api, shop)
  openLanes()
  await screen.findByText('沪A·12341')
  await waitFor(() => expect(lastSocket().heard.some(({ type }) => type === 'follow')).toBe(true))
  const lanes = document.querySelector('.lanes')
  if (!lanes) throw new Error('no lanes')
  fireEvent.mouseMove(lanes)
  shop.cards = [card(2, { promisedAt: soon(1), risk: 'late', carName: '大众 途观' }), card(7, { promisedAt: soon(2) })]
  news()
  expect(await screen.findByText('有变化，鼠标移开后更新')).toBeTruthy()
  expect(screen.getByText('大众 途观')).toBeTruthy()
  expect(idsIn('施工')).toEqual([rowId(1), rowId(2)])
  fireEvent.mouseLeave(lanes)
  expect(idsIn('施工')).toEqual([rowId(2), rowId(7)])
})

it('say so when no car is in the house', async () => {
  serve(api, {})
  openLanes()
  expect(await screen.findByText('现在店里没有工单')).toBeTruthy()
})

it('are not there for who may not read them', async () => {
  serve(api, {}, ['booking.read'])
  openLanes()
  expect(await screen.findByText('您没有查看这一页的权限')).toBeTruthy()
  expect(screen.queryByRole('link', { name: '工单' })).toBeNull()
  expect(screen.queryByRole('link', { name: '派工' })).toBeNull()
})
