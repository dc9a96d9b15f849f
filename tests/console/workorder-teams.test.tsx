import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { errors, files, workorder } from '@pitlane/contract'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { Refusal, type FakeApi } from './support/api'
import { rowId } from './support/people'
import { closeBrowser, freshBrowser, press } from './support/screen'
import {
  detail,
  floor,
  floorBlock,
  floorJob,
  job,
  offer,
  openDispatch,
  openOrder,
  photo,
  serve,
  soon,
} from './support/workorders'

let api: FakeApi
beforeEach(() => {
  api = freshBrowser()
})
afterEach(closeBrowser)

const clickLate = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }))
const dispatched = () => api.calls(workorder.dispatch)
const dispatchedTimes = (count: number) => waitFor(() => expect(dispatched()).toHaveLength(count))
const standing = (version: number) => ({ id: rowId(1), state: 'dispatched', version })
const team = [rowId(71), rowId(72)]

describe('a job for two', () => {
  it('goes to both with the second key, and not before', async () => {
    serve(api, { floor: floor({ waiting: [floorJob(1, { technicianCount: 2 })] }), offers: [offer(1), offer(2)] })
    api.on(workorder.dispatch, () => standing(2))
    openDispatch()
    await screen.findByRole('button', { name: '选 王师傅 1' })
    expect(screen.getByText('需要 2 人，还差 2 人；选齐后派工。')).toBeTruthy()
    press('1')
    expect(await screen.findByText('需要 2 人，还差 1 人；选齐后派工。')).toBeTruthy()
    expect(screen.getByRole('button', { name: '不选 王师傅 1' }).getAttribute('aria-pressed')).toBe('true')
    expect(dispatched()).toHaveLength(0)
    press('2')
    await dispatchedTimes(1)
    expect(dispatched()[0]?.body).toMatchObject({ technicianIds: team, bayId: rowId(61) })
    expect(await screen.findByText('沪A·12341 更换刹车片 1已派给王师傅 1、王师傅 2')).toBeTruthy()
  })

  it('that nobody has yet is given to both from its work order', async () => {
    const jobs = [job(1, { technicianCount: 2 })]
    serve(api, { orders: [detail({ state: 'authorised', may: ['dispatch'], jobs })], offers: [offer(1), offer(2)] })
    api.on(workorder.dispatch, () => standing(2))
    openOrder('?tab=jobs')
    await clickLate('派工 更换刹车片 1')
    await clickLate('选 王师傅 2')
    expect(dispatched()).toHaveLength(0)
    await clickLate('选 王师傅 1')
    await dispatchedTimes(1)
    expect(dispatched()[0]?.body).toMatchObject({ technicianIds: [...team].reverse(), bayId: rowId(62) })
  })

  it('that was given to others from its work order goes back to both, and to their bay', async () => {
    const technicians = team.map((id, i) => ({ id, name: `王师傅 ${i + 1}` }))
    const held = job(1, { state: 'assigned', technicianCount: 2, technicians, bayId: rowId(61), bayName: '快保 1' })
    const offers = [1, 2, 3, 4].map((n) => offer(n))
    serve(api, { orders: [detail({ state: 'dispatched', may: ['dispatch'], jobs: [held] })], offers })
    api.on(workorder.dispatch, () => standing(7))
    openOrder('?tab=jobs')
    await clickLate('改派 更换刹车片 1')
    const panel = within(await screen.findByRole('complementary', { name: '派工建议' }))
    expect(within(await panel.findByRole('listitem', { name: '王师傅 1' })).getByText(/^当前/)).toBeTruthy()
    expect(within(panel.getByRole('listitem', { name: '王师傅 3' })).queryByText(/^当前/)).toBeNull()
    await clickLate('选 王师傅 3')
    await clickLate('选 王师傅 4')
    await clickLate(/^撤\s?销$/)
    await dispatchedTimes(2)
    expect(dispatched()[1]?.body).toMatchObject({ version: 7, technicianIds: team, bayId: rowId(61) })
    expect(await screen.findByText(/^已撤销/)).toBeTruthy()
  })
})

describe('whoever a booking was planned with', () => {
  const planned = { technicianIds: [rowId(71)], bayId: rowId(61) }

  it('does not have the job yet, and can be given it on the floor', async () => {
    serve(api, { floor: floor({ waiting: [floorJob(1, planned)] }), offers: [offer(1)] })
    api.on(workorder.dispatch, () => standing(2))
    openDispatch()
    await clickLate('派给 王师傅 1')
    await dispatchedTimes(1)
  })

  it('is named as planned, and can be given it from the work order', async () => {
    const technicians = [{ id: rowId(71), name: '王师傅 1' }]
    const jobs = [job(1, { technicians, bayId: rowId(61), bayName: '快保 1' })]
    serve(api, { orders: [detail({ state: 'authorised', may: ['dispatch'], jobs })], offers: [offer(1)] })
    api.on(workorder.dispatch, () => standing(2))
    openOrder('?tab=jobs')
    expect(await screen.findByText('预约安排 王师傅 1')).toBeTruthy()
    await clickLate('派工 更换刹车片 1')
    await clickLate('派给 王师傅 1')
    await dispatchedTimes(1)
  })
})

describe('what cannot be taken back', () => {
  it('says why, and not that it was', async () => {
    serve(api, { floor: floor({ waiting: [floorJob(1)] }), offers: [offer(1)] })
    api.on(workorder.dispatch, () => standing(2))
    api.on(workorder.withdrawDispatch, () => new Refusal('workorder.wrong_state'))
    openDispatch()
    await clickLate('派给 王师傅 1')
    await clickLate(/^撤\s?销$/)
    expect(await screen.findByText(errors['workorder.wrong_state'].zh)).toBeTruthy()
    expect(screen.queryByText(/^已撤销/)).toBeNull()
    const reads = api.calls(workorder.floorPlan).length
    await waitFor(() => expect(reads).toBeGreaterThan(1))
    press('u')
    expect(await screen.findByText('没有可以撤销的派工')).toBeTruthy()
    expect(api.calls(workorder.withdrawDispatch)).toHaveLength(1)
  })

  it('is not offered once somebody has worked on it', async () => {
    const blocks = [floorBlock(3), floorBlock(4, { actualMinutes: 20 })]
    serve(api, { floor: floor({ blocks }), offers: [offer(1)] })
    openDispatch()
    await clickLate(/更换刹车片 3 已派工/)
    expect(await screen.findByRole('button', { name: '收回派工' })).toBeTruthy()
    await clickLate(/更换刹车片 4 已派工/)
    await waitFor(() => expect(screen.queryByRole('button', { name: '收回派工' })).toBeNull())
  })
})

describe('work that is done outside', () => {
  const vendor = { name: '宏达钣喷中心', dueAt: soon(120) }
  const outside = floorBlock(4, {
    name: '钣金',
    state: 'outsourced',
    technicianIds: [],
    bayId: null,
    vendor,
    version: 3,
  })

  it('says where, and comes back with a photo', async () => {
    serve(api, { floor: floor({ blocks: [outside] }) })
    api.on(files.upload, () => ({ id: rowId(601), photo: photo(1), voice: null }))
    api.on(workorder.receiveJob, () => standing(4))
    openDispatch()
    await clickLate(/宏达钣喷中心 钣金 外协中/)
    const panel = within(screen.getByRole('complementary', { name: '项目与派工建议' }))
    expect(panel.getByText('宏达钣喷中心')).toBeTruthy()
    await clickLate('外协取回')
    const form = within(await screen.findByRole('form', { name: '外协取回' }))
    const send = form.getByRole<HTMLButtonElement>('button', { name: '登记取回' })
    expect(send.disabled).toBe(true)
    fireEvent.change(screen.getByLabelText('添加照片'), {
      target: { files: [new File(['x'], 'a.jpg', { type: 'image/jpeg' })] },
    })
    await waitFor(() => expect(send.disabled).toBe(false))
    fireEvent.click(send)
    expect(await screen.findByText('钣金已取回，等待检查')).toBeTruthy()
    expect(api.calls(workorder.receiveJob)[0]?.body).toMatchObject({ version: 3, photoIds: [rowId(601)], note: '' })
  })
})
