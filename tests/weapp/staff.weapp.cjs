'use strict'
const { createHash } = require('node:crypto')
/**
 * A technician at the car, inside the mini-program and in a cellar without a network: starts, takes a photo, finishes. WeChat
 * then closes the app. It is opened again where the network dies within the photo, and closed once more. When it is opened above
 * ground, the rest of the photo and what was done arrive, in their order.
 */

const JOB = '01J00000000000000000000931'
const UPLOAD = '01J00000000000000000000701'
const PART_BYTES = 256 * 1024
/** Two parts and a bit. */
const photo = new Uint8Array(PART_BYTES * 2 + 1000).map((_, i) => i % 251)
const tokens = {
  accessToken: 'staff-access',
  accessExpiresAt: '2099-01-01T00:00:00.000Z',
  refreshToken: 'staff-refresh',
}
const store = { id: '01J00000000000000000000301', name: '浦东店', today: '2026-11-29', permissions: ['workorder.work'] }
const profile = { id: '01J00000000000000000000921', name: '王强', username: 'wangqiang', mustChangePassword: false }

/** The server: one job, whose version goes up with every command. */
function createServer(state) {
  const command = (next) => (body) => {
    if (body.version !== state.job.version) return { refused: 409 }
    Object.assign(state.job, { state: next, version: body.version + 1 })
    return { id: JOB, state: next, version: state.job.version }
  }
  const task = {
    ...{ workorderId: '01J00000000000000000000901', workorderNumber: 'WO1', plate: '沪AD12345', carName: 'Model 3' },
    ...{ vinTail: '900012', fault: '刹车有异响', promisedAt: null, returned: null },
  }
  const place = { storeId: store.id, storeName: store.name, technicianId: profile.id, checks: [], qc: [] }
  const answers = {
    'POST /api/staff-sessions': () => ({ ...tokens, mustChangePassword: false }),
    'GET /api/staff/me': () => ({ ...profile, stores: [store] }),
    'GET /api/me/work': () => ({
      places: [{ ...place, jobs: state.job.state === 'done' ? [] : [{ ...task, job: { ...state.job } }] }],
    }),
    [`POST /api/jobs/${JOB}/start`]: command('running'),
    [`POST /api/jobs/${JOB}/completion`]: command('done'),
    'POST /api/file-uploads': (body) => {
      state.announced.push(body)
      return { uploadId: UPLOAD, partBytes: PART_BYTES, received: [...state.parts.keys()] }
    },
    [`POST /api/file-uploads/${UPLOAD}/completion`]: () => ({
      ...{ id: '01J00000000000000000000601', photo: null, voice: null },
    }),
  }
  const keepPart = (part, data) => {
    state.puts.push(part)
    state.isOnline = state.partsLeft-- > 0
    if (state.isOnline) state.parts.set(part, Buffer.from(data))
    return {}
  }
  return (options) => {
    const call = `${options.method} ${options.url.replace(/^https?:\/\/[^/]+/, '')}`
    const part = /^PUT .*\/parts\/(\d+)$/.exec(call)?.[1]
    const body = options.data && part === undefined ? JSON.parse(options.data) : undefined
    setTimeout(() => {
      const kept = state.isOnline && part !== undefined ? keepPart(Number(part), options.data) : undefined
      if (!state.isOnline) return options.fail?.({ errMsg: 'request:fail' })
      state.sent.push({ call, body, authorization: options.header.authorization })
      const data = kept ?? answers[call]?.(body)
      options.success?.({ statusCode: data?.refused ?? (data ? 200 : 404), data, header: {}, errMsg: 'request:ok' })
    }, 2)
    return { abort() {} }
  }
}

/** The phone: storage, files and camera outlast the app. */
function createPhone(state) {
  const kept = new Map()
  const files = new Set()
  const fileSystem = {
    saveFile({ tempFilePath, success }) {
      const savedFilePath = tempFilePath.replace('tmp', 'store')
      files.add(savedFilePath)
      success({ savedFilePath })
    },
    access: ({ path, success, fail }) => (files.has(path) ? success({}) : fail({})),
    readFile: ({ filePath, success, fail }) => (files.has(filePath) ? success({ data: photo.buffer }) : fail({})),
    unlink: ({ filePath }) => void files.delete(filePath),
  }
  const ok = (options) => options.success?.({ errMsg: 'ok' })
  return {
    files,
    kept,
    wx: {
      getStorageSync: (key) => (kept.has(key) ? JSON.parse(kept.get(key)) : ''),
      setStorageSync: (key, value) => void kept.set(key, JSON.stringify(value)),
      removeStorageSync: (key) => void kept.delete(key),
      getFileSystemManager: () => fileSystem,
      onNetworkStatusChange: (listener) => (state.onNetwork = listener),
      chooseMedia: async () => ({ tempFiles: [{ tempFilePath: 'wxfile://tmp_brake.jpg', size: 9000 }] }),
      scanCode: ({ success }) => success({ result: 'LRW3E7FA9MC900012' }),
      connectSocket: ({ success }) => {
        success?.({})
        return { onOpen() {}, onMessage() {}, onClose() {}, onError() {}, send() {}, close() {} }
      },
      ...{ navigateTo: ok, navigateBack: ok, redirectTo: ok, showToast: ok, setNavigationBarTitle: ok },
    },
  }
}

/** The words and buttons of one running app. */
function hands(app) {
  const { text, findAll, fire, until } = app
  const touchable = (node) => node.tag === 'wx-button' || /^(button|link|radio)$/.test(node.attr?.ariaRole)
  const named = (page, name) =>
    findAll(app.render(page), (node) => touchable(node) && (node.attr.ariaLabel ?? text(node)).includes(name)).at(-1)
  return {
    says: (page, words) => until(() => text(app.render(page)).includes(words), `the page says ${words}`),
    tap: async (page, name) => fire(page, await until(() => named(page, name), `something named ${name}`), 'tap'),
    type: async (page, place, value) =>
      fire(
        page,
        await until(() => findAll(app.render(page), (node) => node.tag === 'wx-input')[place], 'an input'),
        'input',
        { value },
      ),
  }
}

module.exports = async function staff({ createWeapp, assert }) {
  const job = {
    ...{ id: JOB, name: '更换前刹车片', state: 'assigned', version: 3, plannedMinutes: 90, actualMinutes: 0 },
    ...{ pauseReason: null, technicians: [], bayName: 'A3', startedAt: null, doneAt: null, amountFen: null },
    ...{ isAddon: false, isSafety: true, vendor: null, checkedByName: null, rejections: 0, photos: [] },
  }
  const state = { job, isOnline: true, sent: [], announced: [], puts: [], parts: new Map(), partsLeft: 1 }
  const phone = createPhone(state)
  const request = createServer(state)
  let opened = 0
  /** The app anew: of one that WeChat has closed nothing is heard any more. */
  const start = () => {
    const own = ++opened
    return createWeapp({ ...phone.wx, request: (options) => (own === opened ? request(options) : { abort() {} }) })
  }

  const first = start()
  const one = hands(first)
  const login = first.open('packages/staff/pages/login/index')
  await one.type(login, 0, 'wangqiang')
  await one.type(login, 1, 'secret')
  await one.tap(login, '登录')
  const work = first.open('packages/staff/pages/work/index')
  await one.says(work, '更换前刹车片')
  await one.tap(work, '扫车架号')
  await first.until(() => first.calls.some(([name, options]) => name === 'navigateTo' && options.url.includes(JOB)))

  state.isOnline = false
  const page = first.open('packages/staff/pages/job/index', { jobId: JOB })
  await one.tap(page, '开始施工')
  await one.says(page, '1 项待同步')
  await one.tap(page, '拍旧件')
  await first.until(() => phone.files.size === 1, 'the photo is kept on the phone')
  await one.says(page, '✓ 旧件')
  await one.tap(page, '自检合格，完工')
  await one.says(page, '2 项待同步')
  assert.equal(state.announced.length, 0)

  state.isOnline = true
  const second = start()
  const two = hands(second)
  await two.says(second.open('packages/staff/pages/work/index'), '1 项待同步')
  await second.until(() => state.puts.length === 2, 'the network dies within the photo')
  assert.ok(!state.isOnline)

  Object.assign(state, { isOnline: true, partsLeft: 9 })
  const third = start()
  const again = third.open('packages/staff/pages/work/index')
  await hands(third).says(again, '现在没有派给您的项目')
  const commands = state.sent.filter(({ call }) => call.startsWith('POST /api/jobs'))
  assert.deepEqual(
    commands.map(({ call, body }) => [call.split('/').at(-1), body.version]),
    [
      ['start', 3],
      ['completion', 4],
    ],
  )
  assert.deepEqual(commands[1].body.photoIds, ['01J00000000000000000000601'])
  assert.ok(commands.every(({ authorization }) => authorization === 'Bearer staff-access'))
  assert.deepEqual(state.puts, [0, 1, 1, 2], 'only what is missing travels again')
  assert.ok(Buffer.concat([0, 1, 2].map((part) => state.parts.get(part))).equals(Buffer.from(photo)))
  assert.equal(state.announced[0].purpose, 'workshop')
  assert.equal(state.announced[0].sha256, createHash('sha256').update(photo).digest('hex'))
  assert.equal(new Set(state.announced.map(({ requestId }) => requestId)).size, 1)
  await third.until(() => phone.files.size === 0, 'the photo has left the phone')

  const { setDataCalls, setDataBytes } = first.stats()
  assert.ok(setDataCalls <= 60, `setData was called ${setDataCalls} times`)
  assert.ok(setDataBytes <= 128 * 1024, `setData moved ${setDataBytes} bytes`)
}
