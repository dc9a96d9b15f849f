import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { errors, files, workorder } from '@pitlane/contract'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { Refusal, type FakeApi } from './support/api'
import { rowId } from './support/people'
import { closeBrowser, freshBrowser } from './support/screen'
import { addon, detail, inspection, job, openOrder, photo, quote, serve, soon, type Shop } from './support/workorders'

let api: FakeApi
beforeEach(() => {
  api = freshBrowser()
})
afterEach(() => {
  closeBrowser()
  jest.restoreAllMocks()
})

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))
const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name })
const type = (label: string, value: string) => {
  const field = screen.getByLabelText(label)
  fireEvent.input(field, { target: { value } })
  fireEvent.blur(field)
}
const bodyOf = (endpoint: Parameters<FakeApi['calls']>[0], at = 0) =>
  api.calls(endpoint)[at]?.body as Record<string, unknown>
const standing = { id: rowId(1), state: 'inspected', version: 5 }

/** Photos that are sent one by one. */
function takeFiles() {
  let count = 0
  api.on(files.upload, () => {
    count += 1
    return { id: rowId(600 + count), photo: photo(count), voice: null }
  })
}

const shoot = (count: number) =>
  fireEvent.change(screen.getByLabelText('添加照片'), {
    target: { files: Array.from({ length: count }, (_, i) => new File(['x'], `${i}.jpg`, { type: 'image/jpeg' })) },
  })

/** jsdom has no canvas: a stroke ends in a picture all the same. */
function sign() {
  const pen = { beginPath: () => 0, moveTo: () => 0, lineTo: () => 0, stroke: () => 0, fillRect: () => 0 }
  jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(pen as never)
  jest
    .spyOn(HTMLCanvasElement.prototype, 'toBlob')
    .mockImplementation((done) => done(new Blob(['signature'], { type: 'image/png' })))
  const pad = screen.getByRole('img', { name: '请客户在框内签名' })
  fireEvent.pointerDown(pad)
  fireEvent.pointerMove(pad)
  fireEvent.pointerUp(pad)
}

describe('the head', () => {
  it('says which car it is, what was promised first and last, and warns of 三包', async () => {
    const warranty = { daysThisVisit: 4, daysInAll: 26, warning: '本次维修已 4 天，满 5 天须提供代步车或补偿' }
    serve(api, { orders: [detail({ firstPromisedAt: soon(-30), promisedAt: soon(20), risk: 'soon', warranty })] })
    openOrder()
    expect(await screen.findByRole('heading', { name: '沪A·12341' })).toBeTruthy()
    expect(screen.getByText('接车中')).toBeTruthy()
    expect(screen.getByText(/首次承诺/)).toBeTruthy()
    expect(screen.getByText(/还有 (19|20) 分/)).toBeTruthy()
    expect(screen.getByText(warranty.warning)).toBeTruthy()
    expect(within(screen.getByRole('list', { name: '时间线' })).getByText('车辆到店')).toBeTruthy()
    expect(screen.getByText('八成在 1 小时 35 分内（42 次）')).toBeTruthy()
  })
})

describe('the inspection', () => {
  it('needs readings, six photos and a signature', async () => {
    const shop: Shop = { orders: [detail({ may: ['inspect'] })] }
    serve(api, shop)
    takeFiles()
    api.on(workorder.inspect, () => {
      shop.orders = [detail({ state: 'inspected', inspection: inspection() })]
      return standing
    })
    openOrder()
    expect(await screen.findByText('请填写里程和油量 / 电量')).toBeTruthy()
    type('里程（公里）', '32100')
    type('油量 / 电量（%）', '60')
    type('车内物品', ' 雨伞 ')
    expect(screen.getByText('还差 6 张照片')).toBeTruthy()
    press('左侧')
    type('左侧损伤说明', '前门')
    expect(screen.getByRole('button', { name: '左侧，已登记 1 处' })).toBeTruthy()
    fireEvent.click(screen.getByRole('checkbox', { name: '胎压' }))
    shoot(6)
    expect(await screen.findByText('请客户签名，或填写无法签名的原因')).toBeTruthy()
    expect(button('完成环检').disabled).toBe(true)
    sign()
    expect(await screen.findByText('已签名')).toBeTruthy()
    press('完成环检')
    expect(await screen.findByRole('region', { name: '环检单' })).toBeTruthy()
    expect(bodyOf(workorder.inspect)).toMatchObject({
      ...{ version: 4, mileageKm: 32100, energyPercent: 60, dashLights: ['tyre'], valuables: '雨伞' },
      ...{ damages: [{ zone: 'left', kind: 'scratch', note: '前门' }], signatureId: rowId(607) },
      photoIds: [1, 2, 3, 4, 5, 6].map((n) => rowId(600 + n)),
    })
    expect(api.calls(files.upload).at(-1)?.query.get('purpose')).toBe('signature')
  })

  it('keeps what was typed when a colleague was faster, and takes its reason instead of a signature', async () => {
    const shop: Shop = { orders: [detail({ may: ['inspect'] })] }
    serve(api, shop)
    takeFiles()
    api.on(workorder.inspect, () => {
      shop.orders = [detail({ version: 9, state: 'inspected' })]
      return new Refusal('workorder.changed')
    })
    openOrder()
    await screen.findByRole('form', { name: '接车环检' })
    type('里程（公里）', '32100')
    type('油量 / 电量（%）', '60')
    shoot(6)
    fireEvent.click(screen.getByRole('checkbox', { name: '客户不在场，无法签名' }))
    type('无法签名的原因', '无接触交车')
    await waitFor(() => expect(button('完成环检').disabled).toBe(false))
    press('完成环检')
    expect(await screen.findByText(errors['workorder.changed'].zh)).toBeTruthy()
    await waitFor(() => expect(api.calls(workorder.read).length).toBeGreaterThan(1))
    expect(await screen.findByText(/这里不能再提交/)).toBeTruthy()
    expect(screen.getByLabelText<HTMLInputElement>('里程（公里）').value).toBe('32100')
    expect(button(/完成环检$/).disabled).toBe(true)
    expect(bodyOf(workorder.inspect)).toMatchObject({ unsignedReason: '无接触交车' })
  })
})

describe('the quote', () => {
  it('adds up labour and material apart while it is typed, and is sent', async () => {
    const booked = [{ serviceId: rowId(700), name: '小保养', minutes: 60, priceFen: 40_000 }]
    serve(api, { orders: [detail({ state: 'inspected', may: ['saveQuote'], booked })] })
    api.on(workorder.saveQuote, () => ({ ...standing, state: 'quoted' }))
    openOrder()
    await screen.findByRole('form', { name: '编辑报价' })
    expect(screen.getByLabelText<HTMLInputElement>('工时项目名称 1').value).toBe('小保养')
    expect(screen.getByLabelText<HTMLInputElement>('工时 1').value).toBe('1.00')
    expect(screen.getByLabelText<HTMLInputElement>('工时单价 1').value).toBe('400.00')
    type('工时 1', '1.5')
    type('工时单价 1', '200')
    press('添加材料')
    type('材料名称 1', '全合成机油')
    type('数量 1', '4.5')
    type('材料单价 1', '80')
    const totals = () => document.querySelector('.totals')?.textContent
    expect(totals()).toBe('工时费¥300材料费¥360合计¥660')
    expect(screen.getByText('计划工时共 1 小时 30 分')).toBeTruthy()
    // Enter ends a field; it sends nothing to anybody.
    expect(fireEvent.keyDown(screen.getByLabelText('材料单价 1'), { key: 'Enter' })).toBe(false)
    press('发送给客户确认')
    await waitFor(() => expect(api.calls(workorder.saveQuote)).toHaveLength(1))
    expect(bodyOf(workorder.saveQuote)).toMatchObject({
      ...{ version: 4, send: true },
      lines: [
        {
          kind: 'labour',
          name: '小保养',
          serviceId: rowId(700),
          quantityCenti: 150,
          unitFen: 20000,
          minutes: 90,
          unit: '小时',
          of: null,
        },
        { kind: 'material', name: '全合成机油', quantityCenti: 450, unitFen: 8000, unit: '件', of: 0 },
      ],
    })
    expect(await screen.findByText('报价已发送给客户')).toBeTruthy()
  })

  it('is stale after a colleague wrote another: what was typed stays, with the way to the newer one', async () => {
    const may = ['saveQuote']
    const shop: Shop = { orders: [detail({ state: 'inspected', may, quote: quote() })] }
    serve(api, shop)
    api.on(workorder.saveQuote, () => {
      shop.orders = [detail({ state: 'inspected', version: 6, may, quote: quote({ version: 2, note: '同事的版本' }) })]
      return new Refusal('workorder.changed')
    })
    openOrder()
    await screen.findByRole('form', { name: '编辑报价' })
    type('给客户的说明', '先做保养')
    press('保存草稿')
    expect(await screen.findByText(errors['workorder.changed'].zh)).toBeTruthy()
    expect(await screen.findByText(/报价已有第 2 版/)).toBeTruthy()
    expect(screen.getByLabelText<HTMLTextAreaElement>('给客户的说明').value).toBe('先做保养')
    expect(bodyOf(workorder.saveQuote)['send']).toBe(false)
    press('改用最新一版')
    expect(screen.getByLabelText<HTMLTextAreaElement>('给客户的说明').value).toBe('同事的版本')
  })

  it('is agreed to by a recorded call', async () => {
    const sent = quote({ sentAt: soon(-5) })
    serve(api, { orders: [detail({ state: 'quoted', may: ['authorise'], quote: sent })] })
    api.on(workorder.authorise, () => ({ ...standing, state: 'authorised' }))
    openOrder()
    await screen.findByRole('form', { name: '登记客户同意' })
    expect(button('登记客户同意').disabled).toBe(true)
    type('通话说明', '10:20 电话，录音 A102')
    press('登记客户同意')
    await waitFor(() => expect(api.calls(workorder.authorise)).toHaveLength(1))
    expect(bodyOf(workorder.authorise)).toMatchObject({
      quoteVersion: 1,
      method: 'call',
      note: '10:20 电话，录音 A102',
    })
  })
})

describe('what a person may not do', () => {
  it('is not offered', async () => {
    const order = detail({
      ...{ state: 'in_progress', quote: quote({ authorisedAt: soon(-30), method: 'app' }), jobs: [job(1)] },
      ...{ addons: [addon(1)], inspection: inspection() },
    })
    serve(api, { orders: [order] })
    openOrder()
    await screen.findByRole('table', { name: '作业项目' })
    for (const tab of ['环检', '报价', '增项 1', '备件', '质检', '结算与交车'])
      fireEvent.click(screen.getByRole('tab', { name: tab }))
    const names = [
      '添加补充说明',
      '发送给客户确认',
      '登记客户同意',
      '派工',
      '提出增项',
      '报价并发给客户',
      '质检通过',
      '确认已收款',
    ]
    for (const name of names) expect(screen.queryByRole('button', { name: new RegExp(`^${name}`) })).toBeNull()
    expect(screen.queryByRole('form')).toBeNull()
  })
})
