import { beforeEach, describe, expect, test } from '@jest/globals'
import { render, screen } from '@testing-library/react'
import Garage from '../../../miniprogram/src/packages/garage/pages/list'
import { car, journeys, logIn, logOut, notes, refusal, server, tap } from '../owner-app'

const second = { ...car, id: '01J00000000000000000000102', plate: '沪A12345', isDefault: false, maskedVin: null }
const noPlate = {
  ...car,
  id: '01J00000000000000000000103',
  plate: null,
  brand: '大众',
  model: '朗逸',
  isDefault: false,
}
const LIST = 'GET /api/me/vehicles'
let went: string[]
let shown: string[]

beforeEach(() => {
  logOut()
  went = journeys()
  shown = notes()
})

describe('the garage', () => {
  test('offers a guest to log in and asks nothing of the server', async () => {
    const sent = server({})
    render(<Garage />)
    await tap('登录')
    expect(went).toEqual(['to /packages/account/pages/login/index'])
    expect(sent).toEqual([])
  })

  test('empty, it offers the next step', async () => {
    logIn()
    server({ [LIST]: () => [] })
    render(<Garage />)
    expect(screen.getAllByRole('status').length).toBeGreaterThan(0)
    expect(await screen.findByText('车库里还没有车')).toBeTruthy()
    await tap('添加车辆')
    expect(went).toEqual(['to /packages/garage/pages/edit/index'])
  })

  test('that does not load can be tried again', async () => {
    logIn()
    let attempts = 0
    server({ [LIST]: () => (++attempts === 1 ? refusal('server.unavailable') : [car]) })
    render(<Garage />)
    expect(await screen.findByText('服务正在重启或维护，请稍后再试。')).toBeTruthy()
    await tap('重试')
    expect(await screen.findByText('沪A·D12345')).toBeTruthy()
  })

  test('shows each car with what is known of it', async () => {
    logIn()
    server({ [LIST]: () => [car, { ...second, mileageKm: null, doubts: ['nev_plate_expected'] }, noPlate] })
    render(<Garage />)
    expect(await screen.findByText('沪A·D12345')).toBeTruthy()
    expect(screen.getByText('默认')).toBeTruthy()
    expect(screen.getAllByText('32,000 公里')).toHaveLength(2)
    expect(screen.getAllByText('车架号 LRW**********0012')).toHaveLength(2)
    expect(screen.getAllByText('新能源车牌通常为 8 位，请核对是否漏输一位。')).toHaveLength(1)
    expect(screen.getByText('暂无车牌')).toBeTruthy()
    expect(screen.getAllByText('设为默认')).toHaveLength(2)
  })

  test('leads to the form of a car', async () => {
    logIn()
    server({ [LIST]: () => [car] })
    render(<Garage />)
    await screen.findByText('沪A·D12345')
    await tap('编辑')
    expect(went).toEqual([`to /packages/garage/pages/edit/index?vehicleId=${car.id}`])
  })
})

describe('the default car', () => {
  test('is changed, and the list fetched again', async () => {
    logIn()
    let cars = [car, second]
    const sent = server({
      [LIST]: () => cars,
      [`PUT /api/me/vehicles/${second.id}/default`]: () => {
        cars = [
          { ...second, isDefault: true },
          { ...car, isDefault: false },
        ]
        return cars
      },
    })
    render(<Garage />)
    await screen.findByText('沪A·12345')
    await tap('设为默认')
    expect(shown).toEqual(['已设为默认车辆'])
    expect(sent.map(({ call }) => call)).toEqual([LIST, `PUT /api/me/vehicles/${second.id}/default`, LIST])
  })

  test('that could not be changed is said', async () => {
    logIn()
    server({ [LIST]: () => [car, second] })
    render(<Garage />)
    await screen.findByText('沪A·12345')
    await tap('设为默认')
    expect(shown).toEqual(['没有设置成功，请稍后再试'])
  })
})

describe('removing a car', () => {
  test('asks first, says what is lost, and does nothing when the owner thinks better of it', async () => {
    logIn()
    const sent = server({ [LIST]: () => [car] })
    render(<Garage />)
    await screen.findByText('沪A·D12345')
    await tap('移除')
    expect(screen.getByText('从车库移除 沪A·D12345？')).toBeTruthy()
    expect(screen.getByText(/车牌、车架号和里程会从车库中去掉/)).toBeTruthy()
    await tap('保留')
    expect(screen.queryByText('从车库移除 沪A·D12345？')).toBeNull()
    expect(sent.map(({ call }) => call)).toEqual([LIST])
  })

  test('takes it out', async () => {
    logIn()
    let cars = [car]
    server({
      [LIST]: () => cars,
      [`DELETE /api/me/vehicles/${car.id}`]: () => {
        cars = []
        return {}
      },
    })
    render(<Garage />)
    await screen.findByText('沪A·D12345')
    await tap('移除')
    await tap('确认移除')
    expect(shown).toEqual(['已移除'])
    expect(await screen.findByText('车库里还没有车')).toBeTruthy()
  })

  test('a car with a booking stays, and the way leads to the bookings', async () => {
    logIn()
    server({ [LIST]: () => [car], [`DELETE /api/me/vehicles/${car.id}`]: () => refusal('vehicle.has_booking') })
    render(<Garage />)
    await screen.findByText('沪A·D12345')
    await tap('移除')
    await tap('确认移除')
    expect(screen.getByText('这辆车还有未完成的预约，请先取消预约。')).toBeTruthy()
    await tap('查看我的预约')
    expect(went).toEqual(['tab /pages/bookings/index'])
  })
})
