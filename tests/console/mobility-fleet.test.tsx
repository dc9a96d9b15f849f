import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { mobility, resources, type Permission } from '@pitlane/contract'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { Refusal, type FakeApi } from './support/api'
import { car, loaner, open, press, pressLate, serve as serveTo, type, type Served } from './support/mobility'
import { rowId, today } from './support/people'
import { closeBrowser, freshBrowser } from './support/screen'

let api: FakeApi
beforeEach(() => {
  api = freshBrowser()
})
afterEach(closeBrowser)

const serve = (kept: Served, held?: readonly Permission[]) => serveTo(api, kept, held)
const loanerBodies = () => api.calls(mobility.stepLoaner).map(({ body }) => body)

describe('loaner cars', () => {
  const openLoaner = async (row: mobility.LoanerRow) => {
    const kept = { loaners: [row] }
    serve(kept)
    api.on(mobility.stepLoaner, () => ({ id: row.id, state: row.state, version: row.version + 1 }))
    open(`?tab=loaners&open=${row.id}`)
    await screen.findByRole('complementary', { name: '代步车详情' })
  }

  it('have their day, and those that are late stand out', async () => {
    serve({ loaners: [loaner(1, { state: 'out', isOverdue: true }), loaner(2, { carId: rowId(81) })] })
    open('?tab=loaners')
    const board = within(await screen.findByRole('table', { name: '代步车' }))
    expect(board.getByRole('rowheader', { name: /沪C·0D780/ })).toBeTruthy()
    expect(screen.getByText('1 辆超时未还')).toBeTruthy()
    await pressLate('已预留 10:00–12:00 张**')
    expect(screen.getByRole('complementary', { name: '代步车详情' })).toBeTruthy()
  })

  it('are given to who has shown a licence and read the terms', async () => {
    await openLoaner(loaner(1, { state: 'checked', licenceUntil: '2030-01-01' }))
    press('交车')
    const submit = screen.getByRole<HTMLButtonElement>('button', { name: '确定交车' })
    expect(screen.getByLabelText<HTMLInputElement>('仪表里程（公里）').value).toBe('38420')
    type('油量 / 电量（%）', '80')
    expect(submit.disabled).toBe(true)
    fireEvent.click(screen.getByRole('checkbox', { name: /已阅读并同意/ }))
    fireEvent.click(submit)
    const step = { kind: 'hand_out', mileageKm: 38_420, energyPercent: 80, note: '', termsAccepted: true }
    await waitFor(() => expect(loanerBodies()).toEqual([{ version: 1, step }]))
  })

  it('are checked, taken back, swapped and kept longer', async () => {
    await openLoaner(loaner(1))
    press('核对驾照')
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '保存' }).disabled).toBe(true)
    expect(screen.getByText(/不留存证件号码/)).toBeTruthy()
    press('返回')
    press('换一辆车')
    press('确定换一辆车')
    await waitFor(() => expect(loanerBodies()).toEqual([{ version: 1, step: { kind: 'swap', carId: rowId(81) } }]))
    closeBrowser()
    await openLoaner(loaner(1, { state: 'out' }))
    press('延长用车')
    press('确定延长用车')
    await waitFor(() =>
      expect(loanerBodies().at(-1)).toEqual({
        version: 1,
        step: { kind: 'extend', untilDay: today(), untilMinute: 780 },
      }),
    )
    await pressLate('还车')
    type('仪表里程（公里）', '38500')
    type('油量 / 电量（%）', '40')
    type('待结算事项', '补油 50 元')
    press('确定还车')
    const step = { kind: 'take_back', mileageKm: 38_500, energyPercent: 40, note: '', extraNote: '补油 50 元' }
    await waitFor(() => expect(loanerBodies().at(-1)).toEqual({ version: 1, step }))
  })
})

describe('drivers and cars', () => {
  const week: mobility.DriverWeek = Array.from({ length: 7 }, (_, day) =>
    day === 0 ? null : { startsMinute: 450, endsMinute: 1110 },
  )
  const driver: mobility.DriverView = {
    ...{ id: rowId(70), name: '陈建国', maskedPhone: '139****0711', week, isActive: true, version: 3 },
  }
  function serveFleet(held?: readonly Permission[]) {
    serve({}, held)
    api.on(mobility.resources, () => ({ drivers: [driver], cars: [car(80)] }))
    api.on(resources.history, () => [])
  }

  it('are listed with their hours, and a driver is added', async () => {
    serveFleet()
    api.on(mobility.addDriver, () => driver)
    open('?tab=fleet')
    expect(await screen.findByText('周一至周六 07:30–18:30，周日 休息')).toBeTruthy()
    press('新增司机')
    type('姓名', ' 何伟 ')
    type('手机号', '13900000722')
    press('保存')
    await waitFor(() =>
      expect(api.calls(mobility.addDriver)[0]?.body).toMatchObject({ name: '何伟', phone: '13900000722' }),
    )
  })

  it('do not go while somebody needs them', async () => {
    serveFleet()
    const orders = [{ kind: 'trip', day: today(), minute: 510 }]
    api.on(mobility.changeDriver, () => new Refusal('mobility.resource_busy', { orders }))
    open(`?tab=fleet&open=${rowId(70)}`)
    fireEvent.click(await screen.findByRole('switch', { name: '启用' }))
    press('保存')
    expect(await screen.findByText('取送车 今天 08:30')).toBeTruthy()
    expect(api.calls(mobility.changeDriver)[0]?.body).toMatchObject({ isActive: false, version: 3 })
  })

  it('take a plate that is one', async () => {
    serveFleet()
    api.on(mobility.addCar, () => car(82))
    open('?tab=fleet&open=new-car')
    await screen.findByRole('form', { name: '代步车资料' })
    type('车牌', '12345')
    type('车型', '本田 飞度')
    type('里程（公里）', '100')
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '保存' }).disabled).toBe(true)
    type('车牌', '沪C·1A234')
    press('保存')
    const body = { plate: '沪C·1A234', model: '本田 飞度', fuel: 'ice', odometerKm: 100 }
    await waitFor(() => expect(api.calls(mobility.addCar)[0]?.body).toEqual(body))
  })

  it('are for the managers of the store, and the page for who dispatches', async () => {
    serveFleet(['mobility.dispatch'])
    open('?tab=fleet')
    expect(await screen.findByText('这一天没有取送车')).toBeTruthy()
    expect(screen.queryByRole('tab', { name: '司机与车辆' })).toBeNull()
    closeBrowser()
    serve({}, ['booking.read'])
    open()
    expect(await screen.findByText('您没有查看这一页的权限')).toBeTruthy()
    expect(screen.queryByRole('link', { name: '取送与代步' })).toBeNull()
  })
})
