import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { errors, files, mobility } from '@pitlane/contract'
import { addDays } from '@pitlane/kernel'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { Refusal, type FakeApi } from './support/api'
import { open, press, pressLate, serve as serveTo, trip, type, type Served } from './support/mobility'
import { rowId, STORE, today } from './support/people'
import { closeBrowser, freshBrowser } from './support/screen'
import { lastSocket } from './support/sockets'

let api: FakeApi
beforeEach(() => {
  api = freshBrowser()
})
afterEach(closeBrowser)

const serve = (kept: Served, held?: Parameters<typeof serveTo>[2]) => serveTo(api, kept, held)
const bodies = () => api.calls(mobility.stepTrip).map(({ body }) => body)

/** Answers a step by putting the trip where it leads. */
function takeSteps(kept: Served, next: Partial<mobility.TripRow>) {
  api.on(mobility.stepTrip, () => {
    const [first] = kept.trips ?? []
    if (!first) throw new Error('no trip')
    const moved = { ...first, ...next, version: first.version + 1 }
    kept.trips = [moved, ...(kept.trips ?? []).slice(1)]
    return moved
  })
}

describe('trips', () => {
  it('stand by time with their state, masked, and what comes next', async () => {
    serve({ trips: [trip(1), trip(2, { state: 'at_store', steps: [], direction: 'fetch' })] })
    open()
    const table = within(await screen.findByRole('table', { name: '取送车' }))
    expect(table.getAllByRole('row')).toHaveLength(3)
    expect(table.getByText('10:00')).toBeTruthy()
    expect(table.getAllByText('浦东新区****')).toHaveLength(2)
    expect(table.getByRole('button', { name: '派单 10:00 取车' })).toBeTruthy()
    expect(table.getByRole('button', { name: '查看 11:00 取车' })).toBeTruthy()
    fireEvent.click(screen.getByText('未完成 1'))
    expect(table.getAllByRole('row')).toHaveLength(2)
    expect(screen.getByRole('link', { name: '取送与代步' }).getAttribute('aria-current')).toBe('page')
  })

  it('are assigned to a driver who is there, with the length of the way', async () => {
    const kept = { trips: [trip(1), trip(2, { driverId: rowId(72), minute: 550, endMinute: 640 })] }
    serve(kept)
    takeSteps(kept, { state: 'assigned', plannedKm: 12.5, steps: ['arrived', 'assigned'] })
    open()
    await pressLate('派单 10:00 取车')
    press('派单')
    const submit = screen.getByRole<HTMLButtonElement>('button', { name: '确定派单' })
    expect(submit.disabled).toBe(true)
    fireEvent.mouseDown(screen.getByRole('combobox', { name: '司机' }))
    expect(await screen.findByText('周立新（当天不当班）')).toBeTruthy()
    expect(screen.getByText('何伟（09:10–10:40）')).toBeTruthy()
    type('路线里程（公里）', '12.5')
    fireEvent.click(submit)
    fireEvent.click(submit)
    await waitFor(() =>
      expect(bodies()).toEqual([{ version: 1, step: { to: 'assigned', driverId: rowId(70), plannedKm: 12.5 } }]),
    )
    expect(await screen.findByText('12.5 公里（允许 15.8 公里）')).toBeTruthy()
    expect(screen.getByRole('button', { name: '改派司机' })).toBeTruthy()
  })

  it('are looked at before they leave, and wait for the owner', async () => {
    const kept = { trips: [trip(1, { state: 'arrived', steps: ['inspected', 'no_contact'] })] }
    serve(kept)
    const seen = { mileageKm: 32_100, energyPercent: 60, conditionNote: '', valuablesNote: '雨伞' }
    const photo = (n: number): files.PhotoView => ({
      ...{ id: rowId(600 + n), thumbUrl: `/api/files/${n}/thumb`, url: `/api/files/${n}/full`, width: 8, height: 6 },
    })
    let uploads = 0
    api.on(files.upload, () =>
      uploads++ === 2 ? new Refusal('files.heic') : { id: rowId(600 + uploads), photo: photo(uploads), voice: null },
    )
    const inspection = { ...seen, photos: [1, 2, 4, 5].map(photo) }
    takeSteps(kept, { state: 'inspected', inspection, steps: ['en_route'] })
    open(`?open=${rowId(1)}`)
    await pressLate('登记验车')
    type('仪表里程（公里）', '32100')
    type('油量 / 电量（%）', '60')
    type('车内物品', ' 雨伞 ')
    const save = screen.getByRole<HTMLButtonElement>('button', { name: '保存' })
    const shots = (...names: string[]) =>
      fireEvent.change(screen.getByLabelText('添加照片'), {
        target: { files: names.map((name) => new File(['x'], name, { type: 'image/jpeg' })) },
      })
    shots('front.jpg', 'back.jpg', 'left.heic', 'right.jpg')
    expect(await screen.findByText('请拍前、后、左、右和划痕处，还差 1 张')).toBeTruthy()
    expect(save.disabled).toBe(true)
    expect(screen.getByRole('alert').textContent).toBe(errors['files.heic'].zh)
    expect(screen.getByRole('button', { name: '重新上传照片 3' })).toBeTruthy()
    press('去掉照片 3')
    shots('left.jpg')
    expect(await screen.findByText('已上传 4 张，车主在小程序可以看到')).toBeTruthy()
    press('保存')
    const photoIds = [1, 2, 4, 5].map((n) => rowId(600 + n))
    await waitFor(() => expect(bodies()).toEqual([{ version: 1, step: { to: 'inspected', ...seen, photoIds } }]))
    const sent = api.calls(files.upload)
    expect(new Set(sent.map(({ query }) => query.get('requestId'))).size).toBe(5)
    expect(sent[0]?.query.get('purpose')).toBe('trip_condition')
    expect(screen.getByRole('img', { name: '验车照片 4' }).getAttribute('src')).toBe('/api/files/5/thumb')
    expect(await screen.findByText('等待车主确认')).toBeTruthy()
    press('出发')
    expect(screen.getByText(/车主还没有在小程序确认/)).toBeTruthy()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '确定出发' }).disabled).toBe(true)
    type('车主现场签名（姓名）', '张三丰')
    press('确定出发')
    await waitFor(() => expect(bodies()[1]).toEqual({ version: 2, step: { to: 'en_route', consentName: '张三丰' } }))
  })

  it('explain a longer way, and hand the car over to who knows the code', async () => {
    const back = { direction: 'return', state: 'en_route', plannedKm: 10, steps: ['returned', 'no_contact'] } as const
    const kept = { trips: [trip(1, { ...back, steps: [...back.steps] })] }
    serve(kept)
    takeSteps(kept, { state: 'returned', steps: [] })
    open(`?open=${rowId(1)}`)
    await pressLate('交还车主')
    type('车主告知的 4 位交车码', '0427')
    type('实际里程（公里）', '13.5')
    const submit = screen.getByRole<HTMLButtonElement>('button', { name: '确定交还车主' })
    expect(submit.disabled).toBe(true)
    type('超出原因', '封路绕行')
    fireEvent.click(submit)
    await waitFor(() =>
      expect(bodies()).toEqual([
        { version: 1, step: { to: 'returned', drivenKm: 13.5, kmNote: '封路绕行', code: '0427' } },
      ]),
    )
  })

  it('ask for a signature after five wrong codes', async () => {
    serve({ trips: [trip(1, { direction: 'return', state: 'en_route', codeTries: 5, steps: ['returned'] })] })
    open(`?open=${rowId(1)}`)
    await pressLate('交还车主')
    expect(screen.getByText('交车码已输错 5 次，请登记收车人签名。')).toBeTruthy()
    expect(screen.getByLabelText('收车人姓名')).toBeTruthy()
  })

  it('end with a reason', async () => {
    const kept = { trips: [trip(1)] }
    serve(kept)
    takeSteps(kept, { state: 'cancelled_by_store', steps: [], reason: '司机病假' })
    open(`?open=${rowId(1)}`)
    await pressLate('门店取消')
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '确定门店取消' }).disabled).toBe(true)
    type('原因', ' 司机病假 ')
    press('确定门店取消')
    await waitFor(() =>
      expect(bodies()).toEqual([{ version: 1, step: { to: 'cancelled_by_store', reason: '司机病假' } }]),
    )
    expect(await screen.findByText('司机病假')).toBeTruthy()
  })

  it('say so when a colleague was faster, and are read anew', async () => {
    const kept = { trips: [trip(1)] }
    serve(kept)
    api.on(mobility.stepTrip, () => {
      kept.trips = [trip(1, { state: 'requested', version: 2 })]
      return new Refusal('mobility.step_refused', { reason: 'over' })
    })
    open(`?open=${rowId(1)}`)
    await pressLate('车主取消')
    type('原因', '不需要了')
    press('确定车主取消')
    expect(await screen.findByText('这个单子已经结束')).toBeTruthy()
    await waitFor(() => expect(api.calls(mobility.day).length).toBeGreaterThan(1))
  })

  it('show everything only to who may see it', async () => {
    serve({ trips: [trip(1)] })
    api.on(mobility.revealTrip, () => ({
      ...{ name: '张三丰', phone: '13800001001', plate: '沪A12101', address: '浦东新区张江路 88 弄 6 号' },
      ...{ contactNote: '到东门', driverPhone: '13900000711' },
    }))
    open(`?open=${rowId(1)}`)
    await pressLate('显示完整信息')
    expect(await screen.findByText('138 0000 1001')).toBeTruthy()
    for (const text of ['浦东新区张江路 88 弄 6 号', '到东门', '139 0000 0711'])
      expect(screen.getByText(text)).toBeTruthy()
    closeBrowser()
    serve({ trips: [trip(1)] }, ['mobility.dispatch'])
    open(`?open=${rowId(1)}`)
    await screen.findByRole('complementary', { name: '取送车详情' })
    expect(screen.queryByRole('button', { name: '显示完整信息' })).toBeNull()
  })

  it('warn of a booking that is over, and follow what happens elsewhere', async () => {
    const kept = { trips: [trip(1, { isBookingOver: true, state: 'en_route', steps: ['at_store'] })] }
    serve(kept)
    open(`?open=${rowId(1)}`)
    expect(await screen.findByText('预约已取消')).toBeTruthy()
    expect(screen.getByText(/车还在我们手上/)).toBeTruthy()
    await waitFor(() => expect(lastSocket().heard.some(({ type: what }) => what === 'follow')).toBe(true))
    kept.trips = [...kept.trips, trip(2)]
    lastSocket().say({ type: 'changed', topic: { kind: 'board', storeId: STORE }, what: 'trip', day: today() })
    expect(await screen.findByRole('button', { name: '派单 11:00 取车' })).toBeTruthy()
  })

  it('of another day are in the address', async () => {
    serve({})
    const day = addDays(today(), 1)
    open(`?day=${day}`)
    expect(await screen.findByText('这一天没有取送车')).toBeTruthy()
    expect(api.calls(mobility.day).at(-1)?.query.get('day')).toBe(day)
    press('后一天')
    await waitFor(() => expect(window.location.search).toContain(addDays(day, 1)))
  })
})
