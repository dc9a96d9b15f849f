import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { settlement, workorder } from '@pitlane/contract'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import type { FakeApi } from './support/api'
import { bill, receipt } from './support/money'
import { row, rowId, STORE } from './support/people'
import { closeBrowser, freshBrowser, openAt, openBoard } from './support/screen'
import { addon, detail, inspection, openOrder, quote, quoteLines, serve, soon } from './support/workorders'

let api: FakeApi
beforeEach(() => {
  api = freshBrowser()
})
afterEach(closeBrowser)

const standing = { id: rowId(1), state: 'settled', version: 5 }
const agreed = quote({ sentAt: soon(-60), authorisedAt: soon(-50), method: 'app' })
const partly = addon(1, {
  state: 'partial',
  isRiskAccepted: true,
  lines: [
    { ...quoteLines[0]!, name: '更换刹车片', isApproved: true },
    { ...quoteLines[0]!, name: '更换刹车盘', isApproved: false },
  ],
})
const done = { quote: agreed, addons: [partly], inspection: inspection(), totalFen: 96_000 }

describe('settlement and handing over', () => {
  it('lists what was agreed to for those who may not see settlements', async () => {
    serve(api, { orders: [detail({ state: 'ready', ...done })] }, ['workorder.read'])
    openOrder()
    await screen.findByRole('region', { name: '结算' })
    expect(screen.getAllByText('¥960')).toHaveLength(1)
    expect(screen.getByText('更换刹车盘')).toBeTruthy()
  })

  it('hands the car over with its mileage and the old parts', async () => {
    serve(api, { orders: [detail({ state: 'settled', may: ['handOver'], ...done })] })
    api.on(settlement.read, () => bill({ state: 'paid', may: [] }))
    api.on(workorder.handOver, () => ({ ...standing, state: 'delivered' }))
    openOrder()
    await screen.findByRole('form', { name: '交车' })
    expect(screen.getByText('进厂 32,100 公里')).toBeTruthy()
    const mileage = screen.getByLabelText('出厂里程（公里）')
    fireEvent.input(mileage, { target: { value: '32105' } })
    fireEvent.blur(mileage)
    fireEvent.click(screen.getByText('门店收回'))
    fireEvent.click(screen.getByRole('button', { name: '确认交车' }))
    await waitFor(() => expect(api.calls(workorder.handOver)).toHaveLength(1))
    expect(api.calls(workorder.handOver)[0]?.body).toMatchObject({ mileageKm: 32105, oldParts: 'store', nextHint: '' })
  })
})

describe('paper', () => {
  it('has all fields that the law asks for', async () => {
    serve(api, {})
    api.on(settlement.read, () => bill({ state: 'paid', receipts: [receipt()] }))
    api.on(workorder.sheet, () => ({
      ...{ detail: detail({ state: 'settled', ...done }), sentOn: '2026-11-29', leftOn: null },
      store: { name: '浦东旗舰店', address: '张江路 88 号', phone: '02150001000', creditCode: '91310115MA1K00000X' },
      ...{ mileageIn: 32_100, mileageOut: null, warranty: { days: 10, km: 2000 } },
    }))
    openAt(`/stores/${STORE}/workorders/${rowId(1)}/settlement-sheet`)
    const paper = await screen.findByRole('article', { name: '打印预览' })
    const fields = [
      ...[
        '编号：WO00000001',
        '机动车所有人',
        '送修人',
        '联系电话',
        '品牌型号',
        '号牌号码',
        '发动机号',
        '车架号（VIN）',
      ],
      ...['车辆类型', '工时定额执行标准', '承修企业', '联系人', '地址', '统一社会信用代码', '91310115MA1K00000X'],
      ...[
        '送修日期2026年11月29日',
        '出厂日期',
        '维修类别',
        '送修里程',
        '出厂里程',
        '故障描述',
        '工时费',
        '结算工时',
        '工时单价',
      ],
      ...['材料费', '配件编码', 'OIL-5W30', '品牌', '配件类型', '托修方自备', '其他费用', '总费用：¥960', '旧件处理'],
      ...['质量保证期', '10 日或行驶 2,000 公里', '新能源专用部件质量保证期', '托修方签名', '承修方签名', '评价二维码'],
      ...['更换刹车盘（涉及安全，托修方已知晓风险）', '满减券 -¥60', '应付合计¥600', '现金 ¥600'],
    ]
    for (const field of fields) expect(paper.textContent).toContain(field)
    expect(document.querySelector('.print-sheet')).toBeNull()
    fireEvent(window, new Event('beforeprint'))
    expect(document.body.lastElementChild?.className).toContain('print-sheet')
    fireEvent(window, new Event('afterprint'))
    expect(document.querySelector('.print-sheet')).toBeNull()
  })

  it('shows the inspection with its damages and the signature', async () => {
    serve(api, {})
    const full = { inspection: inspection(), customerName: '欧阳娜娜', vin: 'LSVAA49J132047371' }
    api.on(workorder.inspectionSheet, () => ({ detail: detail(full) }))
    openAt(`/stores/${STORE}/workorders/${rowId(1)}/inspection-sheet`)
    const paper = await screen.findByRole('article', { name: '打印预览' })
    for (const text of [
      '接车环检单',
      '划痕',
      '前门 5 厘米',
      '32,100 公里',
      '胎压',
      '雨伞',
      '环检照片 6 张',
      full.customerName,
      full.vin,
    ])
      expect(paper.textContent).toContain(text)
    expect(screen.getByRole('img', { name: '客户签名' })).toBeTruthy()
  })
})

it('a booking on the board leads to its work order', async () => {
  serve(api, { orders: [detail({ id: rowId(5001) })] })
  await openBoard(api, { rows: [row(1)] })
  fireEvent.click(screen.getByRole('link', { name: 'WO00000001' }))
  expect(await screen.findByRole('region', { name: '工单详情' })).toBeTruthy()
})
