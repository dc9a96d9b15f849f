import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { workorder } from '@pitlane/contract'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { FakeApi } from './support/api'
import { rowId } from './support/people'
import { closeBrowser, freshBrowser, press } from './support/screen'
import { expired, floor, floorBlock, floorJob, offer, openDispatch, serve, soon } from './support/workorders'

let api: FakeApi
beforeEach(() => {
  api = freshBrowser()
})
afterEach(closeBrowser)

const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name })
const type = (label: string, value: string) => {
  const field = screen.getByLabelText(label)
  fireEvent.input(field, { target: { value } })
  fireEvent.blur(field)
}
const standing = { id: rowId(1), state: 'dispatched', version: 5 }

describe("the dispatcher's page", () => {
  const waiting = [
    floorJob(1, { promisedAt: soon(90) }),
    floorJob(2, { name: '更换变速箱油', version: 7, promisedAt: soon(30) }),
  ]
  const dispatched = () => api.calls(workorder.dispatch)

  it('shows who works on what through the day, with what came over, goes on, stands still or is outside', async () => {
    const blocks = [
      floorBlock(3, { name: '四轮定位', state: 'paused', pauseReason: 'parts', isCarriedOver: true, goesOn: true }),
      floorBlock(4, { name: '钣金', state: 'outsourced', technicianIds: [], bayId: null }),
    ]
    serve(api, { floor: floor({ waiting, blocks }), offers: [offer(1)] })
    openDispatch()
    const chart = within(await screen.findByRole('grid', { name: '今天的车间，按技师' }))
    expect(chart.getByRole('button', { name: /四轮定位 已暂停 · 待料 昨日结转 转明日.*王师傅 1$/ })).toBeTruthy()
    expect(chart.getByRole('button', { name: /钣金 外协中.*外协$/ })).toBeTruthy()
    expect(document.body.textContent).not.toMatch(/¥|138/)
    press('v')
    const bays = within(await screen.findByRole('grid', { name: '今天的车间，按工位' }))
    expect(bays.getByRole('button', { name: /四轮定位.*快保 1$/ })).toBeTruthy()
  })

  it('dispatches what breaks next by key, and takes it back', async () => {
    serve(api, { floor: floor({ waiting }), offers: [offer(1), offer(2), expired] })
    api.on(workorder.dispatch, () => ({ ...standing, version: 8 }))
    api.on(workorder.withdrawDispatch, () => ({ ...standing, version: 9 }))
    openDispatch()
    const jobs = within(await screen.findByRole('region', { name: '待派工项目' }))
    expect(jobs.getAllByRole('button').map((one) => one.textContent)).toEqual([
      expect.stringContaining('更换变速箱油'),
      expect.stringContaining('更换刹车片 1'),
    ])
    await screen.findByRole('button', { name: '派给 王师傅 2' })
    press('3')
    expect(await screen.findByText('王师傅 3不能接这个项目，请换一位')).toBeTruthy()
    press('2')
    await waitFor(() => expect(dispatched()).toHaveLength(1))
    expect(dispatched()[0]?.path).toContain(rowId(102))
    expect(dispatched()[0]?.body).toMatchObject({ version: 7, technicianIds: [rowId(72)] })
    fireEvent.click(await screen.findByRole('button', { name: /^撤\s?销$/ }))
    await waitFor(() => expect(api.calls(workorder.withdrawDispatch)).toHaveLength(1))
    expect(api.calls(workorder.withdrawDispatch)[0]?.body).toMatchObject({ version: 8 })
    expect(await screen.findByText(/^已撤销/)).toBeTruthy()
  })

  it('gives a job back to whom it was taken from', async () => {
    serve(api, { floor: floor({ blocks: [floorBlock(3)] }), offers: [offer(1), offer(2)] })
    api.on(workorder.dispatch, () => ({ ...standing, version: 2 }))
    openDispatch()
    fireEvent.click(await screen.findByRole('button', { name: /更换刹车片 3 已派工/ }))
    fireEvent.click(await screen.findByRole('button', { name: '派给 王师傅 2' }))
    await screen.findByRole('button', { name: /^撤\s?销$/ })
    press('u')
    await waitFor(() => expect(dispatched()).toHaveLength(2))
    expect(dispatched()[1]?.body).toMatchObject({ version: 2, technicianIds: [rowId(71)], bayId: rowId(61) })
  })

  it('takes a double click once', async () => {
    serve(api, { floor: floor({ waiting }), offers: [offer(1)] })
    api.on(workorder.dispatch, () => standing)
    openDispatch()
    const give = await screen.findByRole('button', { name: '派给 王师傅 1' })
    fireEvent.click(give, { detail: 1 })
    fireEvent.click(give, { detail: 2 })
    await screen.findByRole('button', { name: /^撤\s?销$/ })
    fireEvent.click(await screen.findByRole('button', { name: '派给 王师傅 1' }), { detail: 2 })
    await waitFor(() => expect(api.calls(workorder.floorPlan).length).toBeGreaterThan(1))
    expect(dispatched()).toHaveLength(1)
  })

  it('wants vendor and time before a job goes outside', async () => {
    serve(api, { floor: floor({ waiting }), offers: [offer(1)] })
    openDispatch()
    fireEvent.click(await screen.findByRole('button', { name: /^外\s?协$/ }))
    type('外协厂商', '宏达钣喷中心')
    expect(screen.getByText('请选择预计取回时间')).toBeTruthy()
    expect(button('登记外协').disabled).toBe(true)
    expect(screen.getByLabelText<HTMLInputElement>('外协厂商').value).toBe('宏达钣喷中心')
  })

  it('says so when everything is given away', async () => {
    serve(api, {})
    openDispatch()
    expect(await screen.findByText('没有待派工的项目')).toBeTruthy()
  })
})
