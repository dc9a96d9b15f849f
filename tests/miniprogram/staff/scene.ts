import { jest } from '@jest/globals'
import { errors, type ErrorCode, type identity, type workorder } from '@pitlane/contract'
import { act } from '@testing-library/react'
import Taro from '@tarojs/taro'
import * as album from '../../../miniprogram/src/lib/platform/pick-photos'
import * as sending from '../../../miniprogram/src/lib/platform/send-file'
import { loginStaff } from '../../../miniprogram/src/features/staff/staff-session'
import { server, tokens, type Sent } from '../owner-app'

export const JOB = '01J00000000000000000000931'
const OTHER_JOB = '01J00000000000000000000932'
/** A colleague's, which waits for a look. */
export const LOOKED_AT = '01J00000000000000000000933'
export const WORKORDER = '01J00000000000000000000901'
export const CHECKED = '01J00000000000000000000902'

export const staff: identity.StaffProfile = {
  ...{ id: '01J00000000000000000000921', name: '王强', username: 'wangqiang', mustChangePassword: false },
  stores: [{ id: '01J00000000000000000000301', name: '浦东店', today: '2026-11-29', permissions: ['workorder.work'] }],
}

const job: workorder.JobView = {
  ...{ id: JOB, name: '更换前刹车片', state: 'assigned', version: 3, plannedMinutes: 90, actualMinutes: 0 },
  ...{ pauseReason: null, technicians: [{ id: staff.id, name: staff.name }], bayName: 'A3', startedAt: null },
  ...{ doneAt: null, amountFen: null, isAddon: false, isSafety: true, rejections: 0, photos: [] },
  ...{ vendor: null, checkedByName: null, technicianCount: 1, bayId: null },
}

const task = {
  ...{ workorderId: WORKORDER, workorderNumber: 'WO1', plate: '沪AD12345', carName: '特斯拉 Model 3' },
  ...{ vinTail: '900012', fault: '刹车有异响', promisedAt: null },
  returned: null,
}

/** What the server has; commands change it. */
export interface House {
  jobs: workorder.MyWork['jobs']
  checks: workorder.MyWork['checks']
  qc: workorder.MyWork['qc']
}

export const nothing = (): House => ({ jobs: [], checks: [], qc: [] })

export const fullHouse = (): House => ({
  jobs: [
    { ...task, job },
    {
      ...task,
      job: { ...job, id: OTHER_JOB, name: '四轮定位', isSafety: false },
      plate: '沪B66666',
      vinTail: '777777',
    },
  ],
  checks: [
    {
      ...{ workorderId: '01J00000000000000000000903', workorderNumber: 'WO3', plate: '沪D55555', carName: '比亚迪 汉' },
      ...{ vinTail: '654321', promisedAt: null },
      job: {
        ...{ ...job, id: LOOKED_AT, name: '更换转向拉杆', state: 'checking', version: 5 },
        technicians: [{ id: '01J00000000000000000000922', name: '李明' }],
      },
    },
  ],
  qc: [
    {
      ...{ workorderId: CHECKED, workorderNumber: 'WO2', plate: '沪C88888', carName: '大众 途观' },
      ...{ vinTail: '123456', promisedAt: null, rejections: 1 },
    },
  ],
})

const sheet = {
  version: 8,
  items: [
    { key: 'car.leaks', title: '底部和机舱无渗漏', jobId: null, failedBefore: true },
    { key: 'car.dash', title: '仪表无故障灯', jobId: null, failedBefore: false },
    { key: 'j.brake', title: '更换前刹车片：制动力正常', jobId: JOB, failedBefore: false },
  ],
  needsRoadTest: true,
}

/** What the staff's calls are answered with while the network is there. */
export const answers = (house: House): Record<string, (body: unknown) => unknown> => ({
  'POST /api/staff-sessions': () => ({ ...tokens, mustChangePassword: false }),
  'GET /api/staff/me': () => staff,
  'DELETE /api/sessions/current': () => ({}),
  'GET /api/me/work': () => ({
    places: [{ storeId: staff.stores[0]?.id, storeName: '浦东店', technicianId: staff.id, ...house }],
  }),
  [`GET /api/workorders/${CHECKED}/qc-sheet`]: () => sheet,
})

export async function logInStaff(house: House = fullHouse()): Promise<void> {
  server(answers(house))
  await act(() => loginStaff('wangqiang', 'secret'))
}

/** What the camera takes next. */
export const camera = (...paths: string[]) =>
  jest.spyOn(album, 'pickPhotos').mockResolvedValueOnce(paths.map((path) => ({ path })))

const stored = (id: string) => ({ statusCode: 200, data: { id, photo: null, voice: null } as object })
/** The server takes no photo for a reason. */
export const refusing = (code: ErrorCode) => () => ({
  ...{ statusCode: errors[code].status },
  data: { type: 'about:blank', title: errors[code].zh, status: errors[code].status, code, requestId: 'r-1' },
})

/** Photos as the network sees them. */
export function uploads(
  answer: (id: string) => ReturnType<typeof stored> = stored,
): { readonly path: string; readonly url: string }[] {
  const seen: { path: string; url: string }[] = []
  jest.spyOn(sending, 'sendFile').mockImplementation(({ file, url }) => {
    seen.push({ path: file.path, url })
    const id = `01J000000000000000000006${String(seen.length).padStart(2, '0')}`
    return {
      answer: Promise.resolve(answer(id)),
      abort: () => undefined,
    }
  })
  return seen
}

/** The commands among what was sent. */
export const commands = (sent: readonly Sent[]): Sent[] =>
  sent.filter(({ call }) => call.startsWith('POST /api/jobs') || call.startsWith('POST /api/workorders'))

/** A phone whose storage is as after the installation. */
export const freshPhone = () => act(() => Taro.clearStorageSync())
