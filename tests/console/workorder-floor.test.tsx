import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { errors, files, workorder } from '@pitlane/contract'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { Refusal, type FakeApi } from './support/api'
import { rowId, STORE } from './support/people'
import { closeBrowser, freshBrowser, openAt } from './support/screen'
import { addon, detail, expired, job, offer, openOrder, photo, quoteLines, serve, soon } from './support/workorders'

let api: FakeApi
beforeEach(() => {
  api = freshBrowser()
})
afterEach(closeBrowser)

const click = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))
const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name })
const type = (label: string, value: string) => {
  const field = screen.getByLabelText(label)
  fireEvent.input(field, { target: { value } })
  fireEvent.blur(field)
}
const standing = { id: rowId(1), state: 'dispatched', version: 5 }

describe('dispatch from the work order', () => {
  const order = () => detail({ state: 'authorised', may: ['dispatch'], jobs: [job(1, { isSafety: true })] })

  it('ranks who should do it with reasons, and one click gives the job away', async () => {
    serve(api, { orders: [order()], offers: [offer(1), offer(2, { openJobs: 2 }), expired] })
    api.on(workorder.dispatch, () => standing)
    openOrder()
    await screen.findByRole('table', { name: '作业项目' })
    expect(screen.getByText('安全项目')).toBeTruthy()
    click('派工 更换刹车片 1')
    const panel = within(await screen.findByRole('complementary', { name: '派工建议' }))
    await panel.findByText('手上 2 个项目')
    expect(panel.getAllByRole('button', { name: /^派给/ })).toHaveLength(2)
    expect(panel.getByText('证书已于 2026-11-28 到期')).toBeTruthy()
    expect(panel.getByText('不能派')).toBeTruthy()
    click('派给 王师傅 1')
    await waitFor(() => expect(api.calls(workorder.dispatch)).toHaveLength(1))
    expect(api.calls(workorder.dispatch)[0]?.body).toMatchObject({
      ...{ version: 1, technicianIds: [rowId(71)], bayId: rowId(61) },
    })
    expect(await screen.findByText('更换刹车片 1已派给王师傅 1')).toBeTruthy()
  })

  it('says when somebody else was faster, and reads anew', async () => {
    serve(api, { orders: [order()], offers: [offer(1)] })
    api.on(workorder.dispatch, () => new Refusal('workorder.no_room'))
    openOrder()
    await screen.findByRole('table', { name: '作业项目' })
    click('派工 更换刹车片 1')
    fireEvent.click(await screen.findByRole('button', { name: '派给 王师傅 1' }))
    expect(await screen.findByText(errors['workorder.no_room'].zh)).toBeTruthy()
    await waitFor(() => expect(api.calls(workorder.dispatchOffers).length).toBeGreaterThan(1))
  })
})

describe('the final check', () => {
  const item = (n: number, over: object = {}) => ({
    ...{ key: `k${n}`, title: `检查项 ${n}`, jobId: null, failedBefore: false, ...over },
  })
  beforeEach(() => {
    serve(api, { orders: [detail({ state: 'work_done', may: ['judgeQc'] })] })
    api.on(workorder.qcSheet, () => ({
      ...{ version: 4, needsRoadTest: true },
      items: [item(1), item(2, { failedBefore: true })],
    }))
    api.on(workorder.judgeQc, () => ({ ...standing, state: 'qc_passed' }))
    api.on(files.upload, () => ({ id: rowId(601), photo: photo(1), voice: null }))
  })
  const judge = (title: string, verdict: '合格' | '不合格') =>
    fireEvent.click(within(screen.getByRole('listitem', { name: title })).getByText(verdict))

  it('begins with what failed before, wants every item and the road test', async () => {
    openOrder()
    await screen.findByRole('form', { name: '终检' })
    const items = screen.getAllByRole('listitem', { name: /^检查项/ })
    expect(items.map((one) => one.getAttribute('aria-label'))).toEqual(['检查项 2', '检查项 1'])
    expect(within(items[0]!).getByText('上次不合格')).toBeTruthy()
    expect(button('质检通过').disabled).toBe(true)
    judge('检查项 2', '合格')
    expect(screen.getByText('还有 1 项没有检查')).toBeTruthy()
    click('其余全部合格')
    expect(screen.getByText('需要路试后才能通过')).toBeTruthy()
    fireEvent.click(screen.getByRole('checkbox', { name: /^已路试/ }))
    click('质检通过')
    await waitFor(() => expect(api.calls(workorder.judgeQc)).toHaveLength(1))
    expect(api.calls(workorder.judgeQc)[0]?.body).toMatchObject({
      ...{ version: 4, hasRoadTest: true, reason: '' },
      items: [
        { key: 'k2', isPassed: true },
        { key: 'k1', isPassed: true },
      ],
    })
    expect(await screen.findByText('质检已通过')).toBeTruthy()
  })

  it('sends the car back with a reason and a photo', async () => {
    openOrder()
    await screen.findByRole('form', { name: '终检' })
    judge('检查项 2', '不合格')
    type('检查项 2：说明', '左前轮')
    expect(screen.getByText('请填写退回原因')).toBeTruthy()
    type('退回原因', '刹车片装反')
    expect(button('退回施工').disabled).toBe(true)
    fireEvent.change(screen.getByLabelText('添加照片'), {
      target: { files: [new File(['x'], 'a.jpg', { type: 'image/jpeg' })] },
    })
    await waitFor(() => expect(button('退回施工').disabled).toBe(false))
    click('退回施工')
    await waitFor(() => expect(api.calls(workorder.judgeQc)).toHaveLength(1))
    expect(api.calls(workorder.judgeQc)[0]?.body).toMatchObject({
      ...{ reason: '刹车片装反', photoIds: [rowId(601)] },
      items: [
        { key: 'k2', isPassed: false, note: '左前轮' },
        { key: 'k1', isPassed: null },
      ],
    })
  })

  it('is found from the list of cars that wait', async () => {
    const waiting = { ...{ workorderId: rowId(1), workorderNumber: 'WO1', plate: '沪A12341' }, carName: '帕萨特' }
    api.on(workorder.myWork, () => ({
      places: [
        {
          ...{ storeId: STORE, storeName: '浦东旗舰店', technicianId: null, jobs: [], checks: [] },
          qc: [{ ...waiting, vinTail: null, promisedAt: soon(30), rejections: 1 }],
        },
      ],
    }))
    openAt(`/stores/${STORE}/qc`)
    fireEvent.click(await screen.findByRole('link', { name: '开始质检 沪A·12341' }))
    expect(await screen.findByRole('form', { name: '终检' })).toBeTruthy()
  })
})

describe('add-ons and parts', () => {
  it('are priced after what is promised now, and sent', async () => {
    const order = detail({ state: 'in_progress', may: ['priceAddon'], addons: [addon(1)] })
    serve(api, { orders: [order] })
    api.on(workorder.priceAddon, () => standing)
    openOrder('?tab=addons')
    expect(await screen.findByText('刹车片厚度：实测 3.0 mm，标准 ≥ 4.0 mm')).toBeTruthy()
    click('报价并发给客户')
    await screen.findByRole('form', { name: '增项报价：更换前刹车片' })
    type('工时 1', '0.5')
    type('工时单价 1', '300')
    click('发送给客户确认')
    await waitFor(() => expect(api.calls(workorder.priceAddon)).toHaveLength(1))
    const later = new Date(Date.parse(order.promisedAt ?? '') + 30 * 60_000).toISOString()
    expect(api.calls(workorder.priceAddon)[0]?.body).toMatchObject({
      ...{ version: 3, extraMinutes: 30, newPromiseAt: later },
      lines: [{ name: '更换前刹车片', quantityCenti: 50, unitFen: 30000 }],
    })
  })

  it('note what the owner said; a declined safety finding needs the known risk', async () => {
    const lines = quoteLines.map((line) => ({ ...line, isApproved: null }))
    const pending = addon(1, { state: 'pending', lines, sentAt: soon(-10) })
    serve(api, { orders: [detail({ state: 'in_progress', may: ['noteDecision'], addons: [pending] })] })
    api.on(workorder.noteDecision, () => standing)
    openOrder('?tab=addons')
    fireEvent.click(await screen.findByRole('button', { name: '登记客户答复' }))
    type('说明', '14:05 电话')
    expect(screen.getByText(/放弃前须由客户确认已知晓风险/)).toBeTruthy()
    fireEvent.click(screen.getByRole('checkbox', { name: '客户已知晓不处理的安全风险' }))
    fireEvent.click(screen.getByRole('checkbox', { name: /^小保养/ }))
    click('保存答复')
    await waitFor(() => expect(api.calls(workorder.noteDecision)).toHaveLength(1))
    expect(api.calls(workorder.noteDecision)[0]?.body).toMatchObject({
      ...{ approved: [0], isRiskAccepted: false, method: 'call', note: '14:05 电话' },
    })
  })

  it('move a material along, and keep the time it comes', async () => {
    const part = {
      ...{ id: rowId(300), version: 2, jobId: rowId(101), name: '机油滤芯', code: 'F-1', quantityCenti: 100 },
      ...{ unit: '件', amountFen: 4500, state: 'waiting' as const, etaAt: soon(60) },
    }
    serve(api, { orders: [detail({ state: 'in_progress', may: ['movePart'], jobs: [job(1)], parts: [part] })] })
    api.on(workorder.movePart, () => standing)
    openOrder('?tab=parts')
    fireEvent.click(await screen.findByRole('button', { name: '到料 机油滤芯' }))
    await waitFor(() => expect(api.calls(workorder.movePart)).toHaveLength(1))
    expect(api.calls(workorder.movePart)[0]?.body).toMatchObject({ version: 2, state: 'arrived', etaAt: null })
    await waitFor(() => expect(button('改到货时间 机油滤芯').disabled).toBe(false))
    click('改到货时间 机油滤芯')
    click('登记待料')
    await waitFor(() => expect(api.calls(workorder.movePart)).toHaveLength(2))
    expect(api.calls(workorder.movePart)[1]?.body).toMatchObject({ state: 'waiting', etaAt: part.etaAt })
  })

  it('show what was cancelled crossed out, with nothing to do about it', async () => {
    const row = {
      version: 2,
      jobId: rowId(101),
      code: null,
      quantityCenti: 100,
      unit: '件',
      amountFen: 4500,
      etaAt: null,
    }
    const parts = [
      { ...row, id: rowId(300), name: '机油滤芯', state: 'arrived' as const },
      { ...row, id: rowId(301), name: '空调滤芯', state: 'cancelled' as const, etaAt: soon(60) },
    ]
    serve(api, { orders: [detail({ state: 'in_progress', may: ['movePart'], jobs: [job(1)], parts })] })
    openOrder('?tab=parts')
    const [kept, gone] = await Promise.all(
      [/^机油滤芯/, /^空调滤芯.*已取消/].map((name) => screen.findByRole('row', { name })),
    )
    expect([kept!.className, gone!.className]).toEqual(['', 'is-cancelled'])
    expect(within(gone!).queryAllByRole('button')).toEqual([])
    expect(within(gone!).queryByText(/:\d\d/)).toBeNull()
    expect(within(kept!).getAllByRole('button')).toHaveLength(2)
  })
})
