import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { catalog } from '@pitlane/contract'
import { act, render, screen } from '@testing-library/react'
import Taro from '@tarojs/taro'
import Services from '../../../miniprogram/src/packages/booking/pages/service'
import { car, journeys, logIn, logOut, notes, refusal, server, tap } from '../owner-app'
import { brakes, openedWith, pudong, xuhui } from './scene'

const oil: catalog.ServiceView = {
  ...brakes,
  id: '01J00000000000000000000302',
  name: '小保养',
  category: 'maintenance',
  fuels: ['ice', 'hev'],
}
const inspection: catalog.ServiceView = {
  ...brakes,
  id: '01J00000000000000000000303',
  name: '二手车检测',
  category: 'inspection',
  isBookable: false,
}
const answers = {
  'GET /api/stores': () => [pudong, xuhui],
  [`GET /api/stores/${pudong.id}/services`]: () => [brakes, oil, inspection],
  [`GET /api/stores/${xuhui.id}/services`]: () => [brakes],
  'GET /api/me/vehicles': () => [car],
}
const slotPage = (storeId: string, rest = '') =>
  `to /packages/booking/pages/slot/index?storeId=${storeId}&serviceIds=${brakes.id}${rest}`

let went: string[]
let shown: { unmount: () => void } | undefined

async function open(): Promise<void> {
  shown = render(<Services />)
  await screen.findByText('更换前刹车片')
}

beforeEach(() => {
  logOut()
  Taro.removeStorageSync('pitlane.last-store')
  went = journeys()
  openedWith({})
})
afterEach(() => shown?.unmount())

describe('choosing a service', () => {
  test('the first store is filled in; one tap on a service goes on', async () => {
    server(answers)
    await open()
    expect(screen.getByText('今天 08:30-18:00 · 张杨路 1288 号')).toBeTruthy()
    await tap(/^更换前刹车片/)
    expect(went).toEqual([slotPage(pudong.id)])
  })

  test('the store of last time is filled in the next time', async () => {
    server(answers)
    await open()
    await tap(/^浦东店/)
    await tap(/^徐汇店/, 'radio')
    expect(await screen.findByText('更换前刹车片')).toBeTruthy()
    await tap(/^更换前刹车片/)
    shown?.unmount()
    await open()
    await tap(/^更换前刹车片/)
    expect(went).toEqual([slotPage(xuhui.id), slotPage(xuhui.id)])
  })

  test('the store that the address names comes first', async () => {
    openedWith({ storeId: xuhui.id })
    server(answers)
    await open()
    expect(screen.getByText('徐汇店')).toBeTruthy()
  })

  test("the owner's car goes along, and what does not suit it is folded away", async () => {
    logIn()
    server(answers)
    await open()
    await screen.findByText('沪A·D12345')
    expect(screen.queryByText('小保养')).toBeNull()
    await tap(/另有 1 个项目不适用于这辆车/)
    expect(screen.getByText('小保养')).toBeTruthy()
    await tap(/^更换前刹车片/)
    expect(went).toEqual([slotPage(pudong.id, `&vehicleId=${car.id}`)])
  })

  test('a service without online booking leads to the telephone', async () => {
    server(answers)
    const ask = jest.spyOn(Taro, 'showModal').mockResolvedValue({ confirm: true, cancel: false, errMsg: 'ok' })
    const call = jest.spyOn(Taro, 'makePhoneCall').mockResolvedValue({ errMsg: 'ok' })
    await open()
    expect(screen.getByText('需致电')).toBeTruthy()
    await tap(/^二手车检测/)
    expect(ask).toHaveBeenCalledTimes(1)
    expect(call).toHaveBeenCalledWith({ phoneNumber: pudong.phone })
    expect(went).toEqual([])
  })
})

describe('several services in one visit', () => {
  const align: catalog.ServiceView = {
    ...brakes,
    id: '01J00000000000000000000304',
    name: '四轮定位',
    category: 'tyre',
    bayMinutes: 60,
    priceFen: 20_000,
  }
  const both = `${brakes.id},${align.id}`
  const visit = `to /packages/booking/pages/slot/index?storeId=${pudong.id}&serviceIds=${both}`
  const menu = { ...answers, [`GET /api/stores/${pudong.id}/services`]: () => [brakes, align, oil, inspection] }

  test('are ticked; a bar says what they come to and leads on, in the order of the menu', async () => {
    server(menu)
    await open()
    expect(screen.queryByText('选择时间')).toBeNull()
    await tap('勾选 四轮定位', 'checkbox')
    expect(screen.getByText('已选 1 项 · 约 1 小时')).toBeTruthy()
    await tap('勾选 更换前刹车片', 'checkbox')
    expect(screen.getByText('已选 2 项 · 约 2.5 小时')).toBeTruthy()
    expect(screen.getByText('¥1,060 起')).toBeTruthy()
    await tap('选择时间')
    expect(went).toEqual([visit])
  })

  test('once one is ticked, a tap on a row ticks too; the last one taken away brings the one tap back', async () => {
    server(menu)
    await open()
    await tap('勾选 更换前刹车片', 'checkbox')
    await tap(/^四轮定位/)
    expect(went).toEqual([])
    expect(screen.getByRole('checkbox', { name: '勾选 四轮定位' }).getAttribute('aria-checked')).toBe('true')
    await tap(/^四轮定位/)
    await tap('勾选 更换前刹车片', 'checkbox')
    expect(screen.queryByText('选择时间')).toBeNull()
    await tap(/^更换前刹车片/)
    expect(went).toEqual([slotPage(pudong.id)])
  })

  test('are ticked already when the address names them, and left out where they are not offered', async () => {
    openedWith({ serviceIds: both })
    server(menu)
    await open()
    expect(screen.getByText('已选 2 项 · 约 2.5 小时')).toBeTruthy()
    await tap(/^浦东店/)
    await tap(/^徐汇店/, 'radio')
    expect(await screen.findByText('已选 1 项 · 约 1.5 小时')).toBeTruthy()
  })

  test('are six at most, and what is only booked by telephone has no box', async () => {
    const said = notes()
    const many = Array.from({ length: 7 }, (_, i) => ({
      ...brakes,
      id: `01J0000000000000000000031${i}`,
      name: `项目${i}`,
    }))
    server({ ...menu, [`GET /api/stores/${pudong.id}/services`]: () => [...many, brakes, inspection] })
    await open()
    expect(screen.queryByRole('checkbox', { name: '勾选 二手车检测' })).toBeNull()
    for (const { name } of many) await tap(`勾选 ${name}`, 'checkbox')
    expect(said).toEqual(['一次最多选 6 项'])
    expect(screen.getByText(/^已选 6 项/)).toBeTruthy()
  })
})

describe('stores by distance', () => {
  const browserPlace = (answer: (yes: PositionCallback, no: PositionErrorCallback) => void) =>
    Object.defineProperty(navigator, 'geolocation', { value: { getCurrentPosition: answer }, configurable: true })

  test('the position is asked for only on request', async () => {
    const where = jest.fn((yes: PositionCallback) =>
      yes({ coords: { latitude: xuhui.latitude, longitude: xuhui.longitude } } as GeolocationPosition),
    )
    browserPlace(where)
    server(answers)
    await open()
    await tap(/^浦东店/)
    expect(where).not.toHaveBeenCalled()
    await tap('按距离排列')
    await screen.findByText('10 米')
    expect(screen.getAllByRole('radio').map((row) => row.textContent)).toEqual([
      expect.stringContaining('徐汇店'),
      expect.stringContaining('浦东店'),
    ])
  })

  test('a refusal changes nothing and is said', async () => {
    const said = notes()
    browserPlace((_, no) => no({} as GeolocationPositionError))
    server(answers)
    await open()
    await tap(/^浦东店/)
    await tap('按距离排列')
    await act(() => Promise.resolve())
    expect(said).toEqual(['没有取得您的位置，门店按默认顺序排列'])
    expect(screen.getAllByRole('radio')).toHaveLength(2)
  })
})

describe('when there is nothing to choose', () => {
  test('no stores', async () => {
    server({ ...answers, 'GET /api/stores': () => [] })
    shown = render(<Services />)
    expect(await screen.findByText('暂时没有可预约的门店')).toBeTruthy()
  })

  test('no services: the store can be called', async () => {
    server({ ...answers, [`GET /api/stores/${pudong.id}/services`]: () => [] })
    const call = jest.spyOn(Taro, 'makePhoneCall').mockResolvedValue({ errMsg: 'ok' })
    shown = render(<Services />)
    expect(await screen.findByText('这家门店还没有开放服务项目')).toBeTruthy()
    await tap('致电门店')
    expect(call).toHaveBeenCalledWith({ phoneNumber: pudong.phone })
  })

  test('no answer: try again', async () => {
    server({ ...answers, 'GET /api/stores': () => refusal('server.unavailable') })
    shown = render(<Services />)
    expect(await screen.findByText('服务正在重启或维护，请稍后再试。')).toBeTruthy()
    server(answers)
    await tap('重试')
    expect(await screen.findByText('更换前刹车片')).toBeTruthy()
  })
})
