import { drawer } from './kept-files'
import '../device'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import Addon from '../../../miniprogram/src/packages/staff/pages/addon'
import { notes, tap, type } from '../owner-app'
import { begin, leave, now, online, open, show } from './at-the-car'
import { camera, commands, JOB, uploads, WORKORDER } from './scene'

const UUID = expect.stringMatching(/^[\w-]{36}$/)
const INSTANT = expect.stringMatching(/^\d{4}-.*Z$/)

let said: string[]
let sentFiles: ReturnType<typeof uploads>
beforeEach(async () => {
  said = notes()
  sentFiles = uploads()
  await begin()
})
afterEach(leave)

test('start, photo, finish: three taps', async () => {
  const sent = online()
  await open()
  await tap('开始施工')
  await screen.findByRole('button', { name: '自检合格，完工' })
  camera('old.jpg')
  await tap('拍旧件')
  await screen.findByRole('button', { name: '重拍旧件' })
  await tap('自检合格，完工')
  expect(await screen.findByText('已完工，等待同事互检')).toBeTruthy()
  await waitFor(() => expect(commands(sent)).toHaveLength(2))
  expect(commands(sent)[0]).toEqual({
    call: `POST /api/jobs/${JOB}/start`,
    body: { requestId: UUID, version: 3, at: INSTANT },
  })
  expect(commands(sent)[1]?.body).toEqual({
    ...{ requestId: UUID, version: 4, at: INSTANT, isSelfChecked: true, note: '' },
    photoIds: ['01J00000000000000000000601'],
  })
  expect(sentFiles[0]?.path).toBe('old.jpg')
  expect(sentFiles[0]?.url).toMatch(/purpose=workshop&requestId=/)
  expect(said).toEqual(['已开始', '已完工'])
  // Nothing is left on the phone.
  await waitFor(() => expect(drawer.size).toBe(0))
})

test('a job without a photo is not finished', async () => {
  const sent = online()
  await open()
  await tap('开始施工')
  await screen.findByRole('button', { name: '自检合格，完工' })
  await tap('自检合格，完工')
  expect(screen.getByText('请先拍至少 1 张完工照片。')).toBeTruthy()
  expect(commands(sent)).toHaveLength(1)
})

test('a job that was sent back says which points failed and why', async () => {
  const [first, ...others] = now.house.jobs
  if (!first) throw new Error('no job')
  const returned = { reason: '制动力不足', points: ['更换前刹车片：制动力正常（左右差大）'] }
  now.house.jobs = [{ ...first, job: { ...first.job, rejections: 1 }, returned }, ...others]
  online()
  await open()
  expect(screen.getByText('退回原因')).toBeTruthy()
  expect(screen.getByText('更换前刹车片：制动力正常（左右差大）；制动力不足')).toBeTruthy()
})

test('a pause says why', async () => {
  const sent = online()
  await open()
  await tap('开始施工')
  await tap('暂停')
  await tap('待料')
  expect(await screen.findByText('已暂停：待料')).toBeTruthy()
  expect(screen.getByRole('button', { name: '继续施工' })).toBeTruthy()
  await waitFor(() => expect(commands(sent)[1]?.body).toMatchObject({ reason: 'parts', note: '', version: 4 }))
})

test('help is asked for in words', async () => {
  const sent = online()
  await open()
  await tap('求助')
  await tap('发出请求')
  expect(screen.getByText('请写一下遇到什么问题。')).toBeTruthy()
  await type('遇到什么问题', '螺栓滑丝')
  await tap('发出请求')
  await waitFor(() =>
    expect(commands(sent)).toEqual([
      { call: `POST /api/jobs/${JOB}/help`, body: { requestId: UUID, note: '螺栓滑丝' } },
    ]),
  )
})

describe('an add-on', () => {
  test('takes evidence: what is missing is said', async () => {
    const sent = online()
    show(<Addon />)
    await screen.findByText('沪A·D12345 提增项')
    await tap('提交给顾问')
    expect(screen.getByText('请写项目名称，至少 2 个字。')).toBeTruthy()
    expect(screen.getByText('请选择严重程度。')).toBeTruthy()
    expect(screen.getByText('请至少拍 1 张证据照片。')).toBeTruthy()
    expect(commands(sent)).toEqual([])
  })

  test('goes to the advisor with its measure and photos, and without a price', async () => {
    const sent = online()
    show(<Addon />)
    await screen.findByText('沪A·D12345 提增项')
    await type('项目名称', '更换后刹车片')
    await tap('安全相关', 'radio')
    await type('检查结果', '接近极限')
    await type('测量项（选填）', '后刹车片厚度')
    await type('实测值', '3.0 mm')
    await type('标准', '≥ 4.0 mm')
    camera('a.jpg', 'b.jpg')
    await tap('拍照')
    await screen.findByRole('button', { name: '移除照片 2' })
    await tap('提交给顾问')
    await waitFor(() => expect(commands(sent)).toHaveLength(1))
    expect(commands(sent)[0]).toEqual({
      call: `POST /api/workorders/${WORKORDER}/addons`,
      body: {
        ...{ requestId: UUID, title: '更换后刹车片', severity: 'red', finding: '接近极限' },
        measure: { name: '后刹车片厚度', value: '3.0 mm', limit: '≥ 4.0 mm' },
        photoIds: ['01J00000000000000000000601', '01J00000000000000000000602'],
      },
    })
  })
})
